import {
  createHash,
  randomBytes,
  scrypt,
  timingSafeEqual,
  type KeyObject,
} from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { deriveKey } from "../storage/identity-key.ts";
import { sealedBytes } from "../storage/segments.ts";

// Layout: magic, format, scrypt's log2 N, r, p; salt; plain bytes (64 bits); check of the key; checksum. Whoever reads it can
// tell without the passphrase whether the file is one of ours, too new, cut or damaged, and nothing of what is in it.
const magic = Buffer.from("UCFD", "latin1");
const format = 1;
// RFC 7914, 128 MiB: a passphrase is made up by a person and nothing else protects the file.
const cost = { log2N: 17, r: 8, p: 1 };
const saltAt = magic.length + 4;
const saltBytes = 32;
const plainBytesAt = saltAt + saltBytes;
const checkAt = plainBytesAt + 8;
const checkBytes = 32;
const checksumAt = checkAt + checkBytes;
const checksumBytes = 8;
export const headerBytes = checksumAt + checksumBytes;

export interface NewDraftFile {
  readonly header: Buffer;
  readonly key: KeyObject;
}

export async function newDraftFile(
  passphrase: string,
  plainBytes: number,
): Promise<NewDraftFile> {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(plainBytes));
  const head = Buffer.concat([
    magic,
    Buffer.of(format, cost.log2N, cost.r, cost.p),
    randomBytes(saltBytes),
    length,
  ]);
  const { key, check } = await deriveKeys(passphrase, head);
  const body = Buffer.concat([head, check]);
  return { header: Buffer.concat([body, checksumOf(body)]), key };
}

/** Of the contents; throws where the file of this size cannot be a whole one of ours, and says why. */
export function readPlainBytes(header: Buffer, fileBytes: number): number {
  if (!header.subarray(0, magic.length).equals(magic))
    throw new ProblemError("draft-file-not-one");
  const told = header[magic.length];
  if (told !== undefined && told > format)
    throw new ProblemError("draft-file-too-new");
  if (header.length < headerBytes) throw new ProblemError("draft-file-cut");
  const body = header.subarray(0, checksumAt);
  const isWhole =
    checksumOf(body).equals(header.subarray(checksumAt)) &&
    told === format &&
    // A file made to look like ours must not make this machine compute for hours.
    header[5] === cost.log2N &&
    header[6] === cost.r &&
    header[7] === cost.p;
  if (!isWhole) throw new ProblemError("draft-file-damaged");
  const plainBytes = Number(header.readBigUInt64BE(plainBytesAt));
  const whole = headerBytes + sealedBytes(plainBytes);
  if (fileBytes < whole) throw new ProblemError("draft-file-cut");
  if (fileBytes > whole) throw new ProblemError("draft-file-damaged");
  return plainBytes;
}

/** Throws `draft-file-passphrase-wrong`. */
export async function openDraftFile(
  passphrase: string,
  header: Buffer,
): Promise<KeyObject> {
  const head = header.subarray(0, checkAt);
  const { key, check } = await deriveKeys(passphrase, head);
  if (!timingSafeEqual(check, header.subarray(checkAt, checksumAt)))
    throw new ProblemError("draft-file-passphrase-wrong");
  return key;
}

/** Everything before the check goes into both keys, so that none of it can be exchanged. */
async function deriveKeys(
  passphrase: string,
  head: Buffer,
): Promise<{ key: KeyObject; check: Buffer }> {
  const salt = head.subarray(saltAt, saltAt + saltBytes);
  const secret = await stretch(passphrase, salt);
  const told = head.toString("hex");
  const key = deriveKey(secret, "", `draft file/${told}`);
  const check = deriveKey(secret, "", `draft file check/${told}`).export();
  secret.fill(0);
  return { key, check };
}

/** The same characters however they were typed: full width and half width, composed or not. */
function stretch(passphrase: string, salt: Buffer): Promise<Buffer> {
  const { log2N, r, p } = cost;
  const options = { N: 2 ** log2N, r, p, maxmem: 192 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), salt, 32, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function checksumOf(body: Buffer): Buffer {
  return createHash("sha256").update(body).digest().subarray(0, checksumBytes);
}
