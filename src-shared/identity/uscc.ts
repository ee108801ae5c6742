/** 统一社会信用代码, GB 32100-2015: 18 characters of 31 (no I, O, S, V, Z). */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const shape = /^[0-9A-HJ-NP-RTUW-Y]{18}$/;

export function isUsccShape(text: string): boolean {
  return shape.test(text);
}

/** GB 32100-2015, 5.6: weights 3^(i-1) mod 31. A wrong one only warns: every sample of the manual has one. */
export function hasRightCheckCharacter(uscc: string): boolean {
  if (!isUsccShape(uscc)) return false;
  return uscc.endsWith(checkCharacter(uscc.slice(0, 17)));
}

/** The 18th character for the first 17. */
export function checkCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}
