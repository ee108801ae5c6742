import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/** What one identity's data are kept under: one data key, and a key of its own for every purpose. */
export interface IdentityKey {
  readonly identityId: string;
  /** Seals rows. */
  readonly rowKey: KeyObject;
  /** Addresses attachments, so that a file's name on disk says nothing about its bytes. */
  readonly addressKey: KeyObject;
  /** Source of one key per attachment. */
  readonly fileKey: KeyObject;
}

export const dataKeyBytes = 32;

export function deriveIdentityKey(
  identityId: string,
  dataKey: Uint8Array,
): IdentityKey {
  if (dataKey.length !== dataKeyBytes)
    throw new RangeError("a data key has 32 bytes");
  return {
    identityId,
    rowKey: deriveKey(dataKey, "", "row"),
    addressKey: deriveKey(dataKey, "", "attachment address"),
    fileKey: deriveKey(dataKey, "", "attachment file"),
  };
}

/** HKDF-SHA256 (RFC 5869); the purpose keeps keys of different use apart. */
export function deriveKey(
  source: Uint8Array | KeyObject,
  salt: Uint8Array | string,
  purpose: string,
): KeyObject {
  const info = `cn.usedcar.filing/data/v1/${purpose}`;
  return createSecretKey(
    Buffer.from(hkdfSync("sha256", source, salt, info, 32)),
  );
}
