/** 公民身份号码, GB 11643-1999: 17 digits and a check character. */
export function isIdNumberShape(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text);
}

/**
 * GB 11643-1999: a real day of birth and the check character of ISO/IEC 7064 MOD 11-2. A wrong one only warns: the
 * manual's own sample has one.
 */
export function isIdNumberConsistent(idNumber: string): boolean {
  return (
    isIdNumberShape(idNumber) &&
    hasRealBirthday(idNumber) &&
    idNumber.endsWith(idNumberCheckCharacter(idNumber.slice(0, 17)))
  );
}

/** The 18th character for the first 17. */
export function idNumberCheckCharacter(first17: string): string {
  let sum = 0;
  for (const [index, digit] of Array.from(first17).entries())
    sum += Number(digit) * (2 ** (17 - index) % 11);
  return "10X98765432".charAt(sum % 11);
}

function hasRealBirthday(idNumber: string): boolean {
  const day = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  const instant = new Date(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day)
  );
}
