import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { IdentityKey } from "./identity-key.ts";

/** Where sealed bytes belong. It is authenticated with them: a value moved to another row does not open. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly id: string;
}

const algorithm = "aes-256-gcm";
const format = 1;
// NIST SP 800-38D 8.2.2: random 96-bit nonces, far below 2^32 values under one key.
const nonceBytes = 12;
const tagBytes = 16;
const overhead = 1 + nonceBytes + tagBytes;

/** Layout: format byte, nonce, tag, ciphertext. */
export function sealBytes(
  key: IdentityKey,
  place: SealedPlace,
  bytes: Uint8Array,
): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key.rowKey, nonce);
  cipher.setAAD(additionalData(key, place));
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([
    Buffer.of(format),
    nonce,
    cipher.getAuthTag(),
    ...sealed,
  ]);
}

/** Throws `storage-damaged` where the bytes are not exactly what was sealed for this place. */
export function openBytes(
  key: IdentityKey,
  place: SealedPlace,
  sealed: Uint8Array,
): Buffer {
  if (sealed.length < overhead || sealed[0] !== format)
    throw new ProblemError("storage-damaged");
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const tag = sealed.subarray(1 + nonceBytes, overhead);
  const decipher = createDecipheriv(algorithm, key.rowKey, nonce, {
    authTagLength: tagBytes,
  });
  decipher.setAAD(additionalData(key, place));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(overhead)),
      decipher.final(),
    ]);
  } catch (error) {
    throw new ProblemError("storage-damaged", undefined, { cause: error });
  }
}

export function sealText(
  key: IdentityKey,
  place: SealedPlace,
  text: string,
): Buffer {
  return sealBytes(key, place, Buffer.from(text, "utf8"));
}

export function openText(
  key: IdentityKey,
  place: SealedPlace,
  sealed: Uint8Array,
): string {
  return openBytes(key, place, sealed).toString("utf8");
}

export function sealJson(
  key: IdentityKey,
  place: SealedPlace,
  value: unknown,
): Buffer {
  return sealText(key, place, JSON.stringify(value));
}

/** The caller names the shape: the bytes are authenticated, so they are what this client once sealed there. */
export function openJson(
  key: IdentityKey,
  place: SealedPlace,
  sealed: Uint8Array,
): unknown {
  return JSON.parse(openText(key, place, sealed));
}

function additionalData(key: IdentityKey, place: SealedPlace): Buffer {
  const parts = [key.identityId, place.table, place.column, place.id];
  return Buffer.from(JSON.stringify(parts), "utf8");
}
