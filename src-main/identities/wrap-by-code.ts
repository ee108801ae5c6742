import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  scrypt,
} from "node:crypto";

// Layout: format, scrypt's log2 N, r, p; salt; nonce; tag; ciphertext. The identity and everything before the tag are
// authenticated, so that a wrapping moved to another identity does not open.
const format = 1;
// RFC 7914. The code itself has 120 random bits; this only makes a stolen profile dearer to try.
const log2N = 15;
const r = 8;
const p = 1;
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 4 + saltBytes + nonceBytes;

export async function wrapByCode(
  code: string,
  identityId: string,
  secret: Uint8Array,
): Promise<Buffer> {
  const head = Buffer.concat([
    Buffer.of(format, log2N, r, p),
    randomBytes(saltBytes + nonceBytes),
  ]);
  const key = await deriveFromCode(code, head);
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(head));
  key.fill(0);
  cipher.setAAD(additionalData(identityId, head));
  const sealed = [cipher.update(secret), cipher.final()];
  return Buffer.concat([head, cipher.getAuthTag(), ...sealed]);
}

/** Null where the code is another one, or the wrapping was changed or moved. */
export async function unwrapByCode(
  code: string,
  identityId: string,
  wrapped: Uint8Array,
): Promise<Buffer | null> {
  const bytes = Buffer.from(wrapped);
  const head = bytes.subarray(0, headBytes);
  if (bytes.length < headBytes + tagBytes || !isOurs(head)) return null;
  const key = await deriveFromCode(code, head);
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(head), {
    authTagLength: tagBytes,
  });
  key.fill(0);
  decipher.setAAD(additionalData(identityId, head));
  decipher.setAuthTag(bytes.subarray(headBytes, headBytes + tagBytes));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(headBytes + tagBytes)),
      decipher.final(),
    ]);
  } catch {
    return null;
  }
}

/** A changed file must not make this machine compute for hours. */
function isOurs(head: Buffer): boolean {
  return (
    head[0] === format && head[1] === log2N && head[2] === r && head[3] === p
  );
}

function deriveFromCode(code: string, head: Buffer): Promise<Buffer> {
  const salt = head.subarray(4, 4 + saltBytes);
  const cost = { N: 2 ** log2N, r, p, maxmem: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function nonceOf(head: Buffer): Buffer {
  return head.subarray(4 + saltBytes, headBytes);
}

function additionalData(identityId: string, head: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`cn.usedcar.filing/recovery/v1/${identityId}/`, "utf8"),
    head,
  ]);
}
