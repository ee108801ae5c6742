import * as asn1js from "asn1js";
import { isSameBytes, ownBytes } from "./bytes.ts";

/** Raw r‖s, as PKCS#11 and WebCrypto have it, to the DER SEQUENCE that X.509 and CMS carry (RFC 3279; GM/T 0009 for SM2). */
export function derEcSignature(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  const sequence = new asn1js.Sequence({
    value: [
      unsignedInteger(raw.subarray(0, half)),
      unsignedInteger(raw.subarray(half)),
    ],
  });
  return new Uint8Array(sequence.toBER());
}

/** Null for anything but the one DER spelling of two numbers of at most so many bytes. */
export function rawEcSignature(
  der: Uint8Array,
  numberBytes: number,
): Uint8Array<ArrayBuffer> | null {
  const { result, offset } = asn1js.fromBER(ownBytes(der));
  if (offset !== der.length || !(result instanceof asn1js.Sequence))
    return null;
  const numbers = result.valueBlock.value;
  if (numbers.length !== 2) return null;
  const raw = new Uint8Array(numberBytes * 2);
  for (const [index, number] of numbers.entries()) {
    if (!(number instanceof asn1js.Integer)) return null;
    const magnitude = withoutLeadingZeros(number.valueBlock.valueHexView);
    if (magnitude.length > numberBytes) return null;
    raw.set(magnitude, numberBytes * (index + 1) - magnitude.length);
  }
  // The parser forgives wrong lengths and signs; a signature must have one spelling only.
  return isSameBytes(derEcSignature(raw), der) ? raw : null;
}

function unsignedInteger(bytes: Uint8Array): asn1js.Integer {
  const magnitude = withoutLeadingZeros(bytes);
  const needsZero = magnitude.length === 0 || (magnitude[0] ?? 0) >= 0x80;
  return new asn1js.Integer({
    valueHex: needsZero ? Uint8Array.of(0, ...magnitude) : ownBytes(magnitude),
  });
}

function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start === -1 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}
