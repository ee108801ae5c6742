import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface AccountSecrets {
  /** AES-256-GCM; `context` says what it is and whose, and must be the same for `open`. */
  seal(text: string, context: string): string;
  /** Null where it was sealed with another key, or for something else. */
  open(sealed: string, context: string): string | null;
  /** HMAC-SHA256 in hex: a code of six digits must not be found by trying a million against a copy of the database. */
  digest(context: string, text: string): string;
  /** For what must be known again at the end of a flow without being kept anywhere: 43 characters of base64url. */
  derive(context: string, secret: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * `account-key` in the data folder, made at the first start. With a lost one, numbers of documents can no longer be
 * read and codes under way end; accounts and passwords go on.
 */
export function openAccountSecrets(dataDir: string): AccountSecrets {
  const key = readOrCreateKey(join(dataDir, "account-key"));
  const sealing = subkey(key, "seal");
  const digesting = subkey(key, "digest");
  const hmac = (context: string, text: string) =>
    createHmac("sha256", digesting).update(`${context}\0${text}`);
  return {
    seal: (text, context) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce);
      cipher.setAAD(Buffer.from(context));
      return Buffer.concat([
        nonce,
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]).toString("base64");
    },
    open: (sealed, context) => openSealed(sealing, sealed, context),
    digest: (context, text) => hmac(context, text).digest("hex"),
    derive: (context, secret) =>
      hmac(`derive ${context}`, secret).digest("base64url"),
  };
}

function openSealed(
  key: Buffer,
  sealed: string,
  context: string,
): string | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv(
    "aes-256-gcm",
    key,
    bytes.subarray(0, nonceBytes),
    { authTagLength: tagBytes },
  );
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
      decipher.final(),
    ]).toString("utf8");
  } catch {
    return null;
  }
}

function readOrCreateKey(path: string): Buffer {
  if (existsSync(path)) {
    const key = Buffer.from(readFileSync(path, "utf8"), "base64");
    if (key.length !== 32) throw new Error(`${path} holds no key of 32 bytes`);
    return key;
  }
  const key = randomBytes(32);
  // Under another name first: a crash in between must not leave half a key where the next start looks.
  writeFileSync(`${path}.new`, key.toString("base64"), {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${path}.new`, path);
  return key;
}

function subkey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(
    hkdfSync("sha256", key, "", `cn.usedcar.filing/account/${purpose}/v1`, 32),
  );
}
