import { ProblemError } from "../problems/problem.ts";
import { isSameBytes, ownBytes } from "./bytes.ts";
import type {
  Certificate,
  CertificateExtension,
  DistinguishedName,
  PublicKeyInfo,
} from "./certificate.ts";
import {
  bitStringBytes,
  contentOf,
  membersOf,
  readDer,
  readOid,
  readTags,
  readTime,
  type DerValue,
} from "./der-reader.ts";

const versionTag = 0xa0;
const extensionsTag = 0xa3;

// One request shows the same certificate several times, and the same clerks and authorities come again.
const recent = new Map<string, Certificate>();
const mostRecent = 100;
const longestRemembered = 16_384;

/** The structure for checks. Throws `certificate-malformed`, also for trailing bytes and doubled extensions. */
export function openCertificate(der: Uint8Array): Certificate {
  if (der.length > longestRemembered) return openAnew(der);
  const key = String.fromCharCode(...der);
  const known = recent.get(key) ?? openAnew(der);
  recent.delete(key);
  recent.set(key, known);
  if (recent.size > mostRecent) {
    const [oldest] = recent.keys();
    if (oldest !== undefined) recent.delete(oldest);
  }
  return known;
}

function openAnew(der: Uint8Array): Certificate {
  try {
    return readCertificate(ownBytes(der));
  } catch (error) {
    throw new ProblemError("certificate-malformed", undefined, {
      cause: error,
    });
  }
}

function readCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm, signature] = membersOf(readDer(der));
  const fields = membersOf(tbs);
  if (fields[0]?.tag === versionTag) fields.shift();
  const [serialNumber, innerAlgorithm, issuer, validity, subject, publicKey] =
    fields;
  const [notBefore, notAfter] = membersOf(validity);
  contentOf(serialNumber, readTags.integer);
  // RFC 5280 section 4.1.1.2: otherwise the unsigned outer name could choose how the signature is read.
  if (!isSameEncoding(algorithm, innerAlgorithm))
    throw new Error("two signature algorithms");
  return {
    der,
    tbs: encodingOf(tbs),
    serialNumber: present(serialNumber),
    issuer: readDistinguishedName(issuer),
    subject: readDistinguishedName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(publicKey),
    extensions: readExtensions(fields.find(({ tag }) => tag === extensionsTag)),
    signatureOid: readOid(membersOf(algorithm)[0]),
    signature: bitStringBytes(signature),
  };
}

export function readDistinguishedName(
  name: DerValue | undefined,
): DistinguishedName {
  const attributes = membersOf(name).flatMap((set) =>
    membersOf(set, readTags.set).map((attribute) => {
      const [type, value] = membersOf(attribute);
      return { oid: readOid(type), value: present(value) };
    }),
  );
  return { encoding: encodingOf(name), attributes };
}

/** From the explicit tag around them; none without it. */
export function readExtensions(
  tagged: DerValue | undefined,
): CertificateExtension[] {
  return tagged === undefined
    ? []
    : readExtensionList(membersOf(tagged, tagged.tag)[0]);
}

/** Each may stand there once (RFC 5280 section 4.2). */
export function readExtensionList(
  list: DerValue | undefined,
): CertificateExtension[] {
  const extensions = membersOf(list).map((extension) => {
    const [oid, ...others] = membersOf(extension);
    const critical = others.find(({ tag }) => tag === readTags.boolean);
    return {
      oid: readOid(oid),
      isCritical: (critical?.content[0] ?? 0) !== 0,
      content: contentOf(others.at(-1), readTags.octetString),
    };
  });
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length)
    throw new Error("an extension stands there twice");
  return extensions;
}

export function present(value: DerValue | undefined): DerValue {
  if (value === undefined) throw new RangeError("a field is missing");
  return value;
}

function readPublicKey(info: DerValue | undefined): PublicKeyInfo {
  const [algorithm, key] = membersOf(info);
  const [algorithmOid, parameters] = membersOf(algorithm);
  return {
    encoding: encodingOf(info),
    algorithmOid: readOid(algorithmOid),
    curveOid: parameters?.tag === readTags.oid ? readOid(parameters) : null,
    keyBytes: bitStringBytes(key),
  };
}

function encodingOf(value: DerValue | undefined): Uint8Array {
  return present(value).encoding;
}

function isSameEncoding(
  one: DerValue | undefined,
  other: DerValue | undefined,
): boolean {
  return isSameBytes(encodingOf(one), encodingOf(other));
}
