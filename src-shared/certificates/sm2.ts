import { sm2 } from "sm-crypto-v2";
import { fromHex, toHex } from "./bytes.ts";

// GM/T 0009 section 10: what everybody uses who has agreed on nothing else; certificates always do.
const distinguishingId = "1234567812345678";
const numberBytes = 32;
const order =
  0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** Uncompressed (04, x, y) and on the curve: other spellings of a point stand in no certificate. */
export function isSm2PublicKey(point: Uint8Array): boolean {
  if (point.length !== 1 + 2 * numberBytes || point[0] !== 4) return false;
  try {
    return sm2.verifyPublicKey(toHex(point));
  } catch {
    return false;
  }
}

/** e = SM3(Z‖M) (GM/T 0003.2 section 6.1), 32 bytes: what a key is given to sign. The point must be on the curve. */
export function sm2Digest(
  publicKeyPoint: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  return fromHex(
    sm2.getHash(toHex(message), toHex(publicKeyPoint), distinguishingId),
  );
}

/** GM/T 0003.2 section 7 over raw r‖s. The point must be on the curve. */
export function verifySm2(
  publicKeyPoint: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): boolean {
  if (signature.length !== 2 * numberBytes) return false;
  // Steps B1 and B2, which the library leaves to the curve's arithmetic.
  const isInRange = [
    signature.subarray(0, numberBytes),
    signature.subarray(numberBytes),
  ].every((half) => {
    const number = BigInt(`0x${toHex(half)}`);
    return number > 0n && number < order;
  });
  return (
    isInRange &&
    sm2.doVerifySignature(
      sm2Digest(publicKeyPoint, message),
      toHex(signature),
      toHex(publicKeyPoint),
    )
  );
}
