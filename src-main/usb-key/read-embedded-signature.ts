import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isSameBytes } from "../../src-shared/certificates/bytes.ts";
import {
  contentOf,
  membersOf,
  readDer,
  readFirstDer,
  readOid,
  readTags,
  type DerValue,
} from "../../src-shared/certificates/der-reader.ts";
import {
  displayName,
  firstValue,
  nameOids,
  readName,
} from "../../src-shared/certificates/distinguished-name.ts";
import { openCertificate } from "../../src-shared/certificates/open-certificate.ts";

/** What a module's own file says of its signature; `fits` says that the file is as it was signed, not who may be trusted. */
export type EmbeddedSignature =
  | { readonly kind: "none" }
  | { readonly kind: "broken" }
  | { readonly kind: "fits"; readonly signerName: string };

// Microsoft, "PE Format" (optional header, attribute certificate table) and "Windows Authenticode Portable Executable
// Signature Format".
const directoriesOfMagic = new Map([
  [0x10b, 96],
  [0x20b, 112],
]);
const checksumAt = 64;
const securityDirectory = 4;
const pkcsSignedData = 2;
const spcIndirectData = "1.3.6.1.4.1.311.2.1.4";
const explicit0 = 0xa0;
const versionTag = explicit0;
const digestNames = new Map([
  ["1.2.840.113549.2.5", "md5"],
  ["1.3.14.3.2.26", "sha1"],
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
]);

/** Null for a file that cannot be read, or is none of Windows'. No network, nothing of the module is run. */
export async function readEmbeddedSignature(
  modulePath: string,
): Promise<EmbeddedSignature | null> {
  const bytes = await readFile(modulePath).catch(() => null);
  const places = bytes === null ? null : findPlaces(bytes);
  if (bytes === null || places === null) return null;
  if (places.table.size === 0) return { kind: "none" };
  try {
    return readTable(bytes, places);
  } catch {
    return { kind: "broken" };
  }
}

interface Places {
  readonly checksum: number;
  /** Of the directory's entry, which names the table. */
  readonly entry: number;
  readonly table: { readonly offset: number; readonly size: number };
}

function findPlaces(bytes: Buffer): Places | null {
  try {
    const peAt = bytes.readUInt32LE(0x3c);
    if (bytes.toString("latin1", peAt, peAt + 4) !== "PE\0\0") return null;
    const optionalAt = peAt + 24;
    const directories = directoriesOfMagic.get(bytes.readUInt16LE(optionalAt));
    if (directories === undefined) return null;
    const directoriesAt = optionalAt + directories;
    const entry = directoriesAt + 8 * securityDirectory;
    const hasEntry = bytes.readUInt32LE(directoriesAt - 4) > securityDirectory;
    return {
      checksum: optionalAt + checksumAt,
      entry,
      table: {
        offset: bytes.readUInt32LE(entry),
        size: hasEntry ? bytes.readUInt32LE(entry + 4) : 0,
      },
    };
  } catch {
    // Ends before its own header does.
    return null;
  }
}

/** Throws where the table is not what it should be. */
function readTable(bytes: Buffer, places: Places): EmbeddedSignature {
  const { offset, size } = places.table;
  const length = bytes.readUInt32LE(offset);
  if (
    offset + size > bytes.length ||
    length > size ||
    bytes.readUInt16LE(offset + 6) !== pkcsSignedData
  )
    throw new RangeError("no PKCS #7 in the table");
  const signature = readSignature(bytes.subarray(offset + 8, offset + length));
  return isAsSigned(bytes, places, signature)
    ? { kind: "fits", signerName: signature.signerName }
    : { kind: "broken" };
}

interface Signature {
  readonly digestOid: string;
  readonly digest: Uint8Array;
  readonly signerName: string;
}

function readSignature(pkcs7: Uint8Array): Signature {
  const [, content] = membersOf(readFirstDer(pkcs7));
  const [, , encapsulated, certificates, ...others] = membersOf(
    membersOf(content, explicit0)[0],
  );
  const [type, signed] = membersOf(encapsulated);
  if (readOid(type) !== spcIndirectData) throw new RangeError("other content");
  const [, digestInfo] = membersOf(membersOf(signed, explicit0)[0]);
  const [algorithm, digest] = membersOf(digestInfo);
  return {
    digestOid: readOid(membersOf(algorithm)[0]),
    digest: contentOf(digest, readTags.octetString),
    signerName: signerNameOf(
      membersOf(certificates, explicit0),
      membersOf(others.at(-1), readTags.set)[0],
    ),
  };
}

function signerNameOf(
  certificates: readonly DerValue[],
  signer: DerValue | undefined,
): string {
  const named = membersOf(membersOf(signer)[1]);
  // The table may carry certificates of others that are no concern of ours.
  const found = certificates.find(({ encoding }) =>
    isNamed(membersOf(membersOf(readDer(encoding))[0]), named),
  );
  if (found === undefined)
    throw new RangeError("the signer's certificate is missing");
  const subject = readName(openCertificate(found.encoding).subject);
  return firstValue(subject, nameOids.commonName) ?? displayName(subject);
}

/** By issuer and serial number, as a SignerInfo names it. */
function isNamed(
  fields: readonly DerValue[],
  [issuer, serialNumber]: readonly DerValue[],
): boolean {
  const isSame = (one?: DerValue, other?: DerValue): boolean =>
    one !== undefined &&
    other !== undefined &&
    isSameBytes(one.encoding, other.encoding);
  const at = fields[0]?.tag === versionTag ? 1 : 0;
  return isSame(fields[at], serialNumber) && isSame(fields[at + 2], issuer);
}

/** The digest leaves out what signing itself changes: the checksum, the directory's entry, the table. */
function isAsSigned(
  bytes: Buffer,
  { checksum, entry, table }: Places,
  { digestOid, digest }: Signature,
): boolean {
  const name = digestNames.get(digestOid);
  if (name === undefined) return true;
  const hash = createHash(name)
    .update(bytes.subarray(0, checksum))
    .update(bytes.subarray(checksum + 4, entry))
    .update(bytes.subarray(entry + 8, table.offset))
    .update(bytes.subarray(table.offset + table.size));
  return isSameBytes(hash.digest(), digest);
}
