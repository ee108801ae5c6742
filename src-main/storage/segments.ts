import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";

// The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age and Tink use it: one key per file, the
// segment's place and a final mark in its nonce. Segments cannot be reordered, cut off or carried to another file,
// and each opens alone, so that reading can begin at any byte.

export const segmentBytes = 64 * 1024;
const tagBytes = 16;
export const sealedSegmentBytes = segmentBytes + tagBytes;

export interface SegmentCipher {
  sealSegment(index: number, isFinal: boolean, plain: Uint8Array): Buffer;
  /** null where the bytes are not this segment of this file. */
  openSegment(
    index: number,
    isFinal: boolean,
    sealed: Uint8Array,
  ): Buffer | null;
}

export function segmentCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / segmentBytes));
}

export function sealedBytes(plainBytes: number): number {
  return plainBytes + segmentCount(plainBytes) * tagBytes;
}

/** The key must belong to one file alone: the nonces begin anew with every file. */
export function segmentCipher(key: KeyObject): SegmentCipher {
  return {
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
