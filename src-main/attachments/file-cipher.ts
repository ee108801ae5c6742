import { randomBytes } from "node:crypto";
import { deriveKey, type IdentityKey } from "../storage/identity-key.ts";
import {
  sealedBytes,
  segmentCipher,
  type SegmentCipher,
} from "../storage/segments.ts";

const magic = Buffer.from("UCFA\x01", "latin1");
const saltBytes = 32;
export const headerBytes = magic.length + saltBytes;

export interface FileCipher extends SegmentCipher {
  readonly header: Buffer;
}

export function newFileCipher(key: IdentityKey, address: string): FileCipher {
  return cipherOf(key, address, Buffer.concat([magic, randomBytes(saltBytes)]));
}

/** null where the header is not one of ours. */
export function readFileCipher(
  key: IdentityKey,
  address: string,
  header: Buffer,
): FileCipher | null {
  const isOurs =
    header.length === headerBytes &&
    header.subarray(0, magic.length).equals(magic);
  return isOurs ? cipherOf(key, address, header) : null;
}

export function sealedFileBytes(plainBytes: number): number {
  return headerBytes + sealedBytes(plainBytes);
}

/** A key of this file alone, from its salt and its address. */
function cipherOf(
  identityKey: IdentityKey,
  address: string,
  header: Buffer,
): FileCipher {
  const salt = header.subarray(magic.length);
  const purpose = `attachment/${header.subarray(0, magic.length).toString("hex")}/${address}`;
  const key = deriveKey(identityKey.fileKey, salt, purpose);
  return { header, ...segmentCipher(key) };
}
