/**
 * A recovery code is 8 groups of 4 characters: in each, three carry 15 random bits and the fourth checks them together
 * with the group's place. 120 bits in all, so that guessing is hopeless and no typing mistake has to be searched for.
 */
export const recoveryGroupCount = 8;
export const recoveryGroupLength = 4;
/** Bytes of randomness to make a code of. */
export const recoveryRandomBytes = 15;

// Douglas Crockford's base 32: no I, L, O, U, which look like other characters or spell words.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const readAs: Readonly<Record<string, string>> = { I: "1", L: "1", O: "0" };

/** `randomBytes`: exactly 15. */
export function makeRecoveryCode(randomBytes: Uint8Array): string {
  if (randomBytes.length !== recoveryRandomBytes)
    throw new RangeError("a recovery code is made of 15 bytes");
  let bits = 0n;
  for (const byte of randomBytes) bits = (bits << 8n) | BigInt(byte);
  const groups: string[] = [];
  for (let place = 0; place < recoveryGroupCount; place++) {
    const shift = BigInt(15 * (recoveryGroupCount - 1 - place));
    const value = Number((bits >> shift) & 0x7fffn);
    const carried = [value >> 10, (value >> 5) & 31, value & 31];
    groups.push(
      [...carried, checkOf(place, carried)]
        .map((each) => alphabet[each])
        .join(""),
    );
  }
  return groups.join("-");
}

export type ReadRecoveryCode =
  | { readonly kind: "read"; readonly code: string }
  /** Places from 1; the mistake is in these groups. */
  | { readonly kind: "mistyped"; readonly groups: readonly number[] };

/** Small letters, spaces, dashes, full-width characters and I, L, O for 1, 1, 0 are all understood. */
export function readRecoveryCode(typed: string): ReadRecoveryCode {
  const plain = Array.from(typed.normalize("NFKC").toUpperCase())
    .map((each) => readAs[each] ?? each)
    .filter((each) => /[0-9A-Z]/.test(each))
    .join("");
  const groups: string[] = [];
  const mistyped: number[] = [];
  for (let place = 0; place < recoveryGroupCount; place++) {
    const start = place * recoveryGroupLength;
    const group = plain.slice(start, start + recoveryGroupLength);
    const values = Array.from(group).map((each) => alphabet.indexOf(each));
    const check = values.at(-1);
    const isRight =
      values.length === recoveryGroupLength &&
      !values.includes(-1) &&
      checkOf(place, values.slice(0, -1)) === check;
    if (!isRight) mistyped.push(place + 1);
    groups.push(group);
  }
  const isTooLong = plain.length > recoveryGroupCount * recoveryGroupLength;
  if (isTooLong && mistyped.length === 0) mistyped.push(recoveryGroupCount);
  return mistyped.length > 0
    ? { kind: "mistyped", groups: mistyped }
    : { kind: "read", code: groups.join("-") };
}

/**
 * A Reed–Solomon check over GF(32): every single wrong character, every swap of two characters in a group and every
 * swap of two groups is seen.
 */
function checkOf(place: number, carried: readonly number[]): number {
  let check = 0;
  for (const value of [place, ...carried]) check = timesAlpha(check ^ value);
  return check;
}

/** Multiplication by x in GF(2)[x] / (x^5 + x^2 + 1). */
function timesAlpha(value: number): number {
  const doubled = value << 1;
  return doubled > 31 ? (doubled ^ 0b100101) & 31 : doubled;
}
