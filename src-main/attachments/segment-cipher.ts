import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  type KeyObject,
} from "node:crypto";
import { deriveKey, type IdentityKey } from "../storage/identity-key.ts";

// The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age and Tink use it: one key per file, the
// segment's place and a final mark in its nonce. Segments cannot be reordered, cut off or carried to another file,
// and each opens alone, so that reading can begin at any byte.

export const segmentBytes = 64 * 1024;
const tagBytes = 16;
export const sealedSegmentBytes = segmentBytes + tagBytes;

const magic = Buffer.from("UCFA\x01", "latin1");
const saltBytes = 32;
export const headerBytes = magic.length + saltBytes;

export interface FileCipher {
  readonly header: Buffer;
  sealSegment(index: number, isFinal: boolean, plain: Uint8Array): Buffer;
  /** null where the bytes are not this segment of this file. */
  openSegment(
    index: number,
    isFinal: boolean,
    sealed: Uint8Array,
  ): Buffer | null;
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
  return headerBytes + plainBytes + segmentCount(plainBytes) * tagBytes;
}

export function segmentCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / segmentBytes));
}

function cipherOf(
  identityKey: IdentityKey,
  address: string,
  header: Buffer,
): FileCipher {
  const salt = header.subarray(magic.length);
  const purpose = `attachment/${header.subarray(0, magic.length).toString("hex")}/${address}`;
  const key: KeyObject = deriveKey(identityKey.fileKey, salt, purpose);
  return {
    header,
    sealSegment: (index, isFinal, plain) => {
      const cipher = createCipheriv("aes-256-gcm", key, nonce(index, isFinal));
      const sealed = [cipher.update(plain), cipher.final()];
      return Buffer.concat([...sealed, cipher.getAuthTag()]);
    },
    openSegment: (index, isFinal, sealed) => {
      if (sealed.length < tagBytes) return null;
      const decipher = createDecipheriv(
        "aes-256-gcm",
        key,
        nonce(index, isFinal),
        { authTagLength: tagBytes },
      );
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      try {
        const plain = decipher.update(
          sealed.subarray(0, sealed.length - tagBytes),
        );
        // Throws where the tag is wrong; in this mode it holds no bytes back.
        decipher.final();
        return plain;
      } catch {
        return null;
      }
    },
  };
}

/** Seven zero bytes, the index, the final mark: unique, because the key belongs to this file alone. */
function nonce(index: number, isFinal: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 7);
  bytes[11] = isFinal ? 1 : 0;
  return bytes;
}
