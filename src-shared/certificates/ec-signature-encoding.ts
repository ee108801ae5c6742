import { isSameBytes } from "./bytes.ts";
import { contentOf, membersOf, readDer, readTags } from "./der-reader.ts";

/** Raw r‖s, as PKCS#11 and WebCrypto have it, to the DER SEQUENCE that X.509 and CMS carry (RFC 3279; GM/T 0009 for SM2). */
export function derEcSignature(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  const numbers = [
    ...unsignedInteger(raw.subarray(0, half)),
    ...unsignedInteger(raw.subarray(half)),
  ];
  return Uint8Array.of(readTags.sequence, ...shortLength(numbers), ...numbers);
}

/** Null for anything but the one DER spelling of two numbers of at most so many bytes. */
export function rawEcSignature(
  der: Uint8Array,
  numberBytes: number,
): Uint8Array<ArrayBuffer> | null {
  const raw = new Uint8Array(numberBytes * 2);
  try {
    const numbers = membersOf(readDer(der));
    if (numbers.length !== 2) return null;
    for (const [index, number] of numbers.entries()) {
      const magnitude = withoutLeadingZeros(
        contentOf(number, readTags.integer),
      );
      if (magnitude.length > numberBytes) return null;
      raw.set(magnitude, numberBytes * (index + 1) - magnitude.length);
    }
  } catch {
    return null;
  }
  // The reader forgives long lengths, and signs are not looked at; a signature must have one spelling only.
  return isSameBytes(derEcSignature(raw), der) ? raw : null;
}

function unsignedInteger(bytes: Uint8Array): number[] {
  const magnitude = withoutLeadingZeros(bytes);
  const needsZero = magnitude.length === 0 || (magnitude[0] ?? 0) >= 0x80;
  const content = needsZero ? [0, ...magnitude] : [...magnitude];
  return [readTags.integer, ...shortLength(content), ...content];
}

/** Signatures of the curves in use are shorter than 256 bytes. */
function shortLength({ length }: readonly number[]): number[] {
  return length < 0x80 ? [length] : [0x81, length];
}

function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start === -1 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}
