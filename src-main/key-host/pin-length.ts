import type { TokenInfo } from "pkcs11js";

const longest = 255;

/** In bytes. Some modules say 0 or "unavailable" (all bits set) for a limit they do not know; then the key judges alone. */
export function pinLengthOf({
  minPinLen,
  maxPinLen,
}: Pick<TokenInfo, "minPinLen" | "maxPinLen">): {
  least: number;
  most: number;
} {
  const least = minPinLen >= 0 && minPinLen <= longest ? minPinLen : 0;
  const most = maxPinLen > 0 && maxPinLen <= longest ? maxPinLen : longest;
  return most < least ? { least: 0, most: longest } : { least, most };
}
