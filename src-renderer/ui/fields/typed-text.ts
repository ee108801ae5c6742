/** Full-width letters, digits and signs (an input method's) as their half-width twins; 。 typed for a dot counts as one. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) =>
      String.fromCharCode(character.charCodeAt(0) - 0xfee0),
    )
    .replaceAll("\u3000", " ")
    .replaceAll("。", ".");
}

/** What a field makes of an input: the text it takes over, given the text it held. */
export type Accept = (next: string, previous: string) => string;

export const acceptAnything: Accept = (next) => next;

/**
 * Refuses letters and a second dot. One decimal too many is refused while typing, but kept where it was pasted:
 * a number cut short in silence would be another number, so the rules say it instead.
 */
export function acceptDecimal(maxDecimals: number): Accept {
  return (next, previous) => {
    const cleaned = halfWidth(next).replace(/[^\d.]/g, "");
    const dot = cleaned.indexOf(".");
    if (dot === -1) return withinLength(cleaned, previous, 12);
    const whole = cleaned.slice(0, dot);
    const decimals = cleaned.slice(dot + 1).replaceAll(".", "");
    const isTyped = cleaned.length <= previous.length + 1;
    if (isTyped && decimals.length > maxDecimals && previous !== "")
      return previous;
    return `${whole}.${decimals}`;
  };
}

export const acceptInteger: Accept = (next, previous) =>
  withinLength(digits(next), previous, 9);

export const acceptMobile: Accept = (next, previous) => {
  const typed = digits(next);
  const national =
    typed.length > 11 && typed.startsWith("86") ? typed.slice(2) : typed;
  return withinLength(national, previous, 11);
};

export const acceptCustomsCode: Accept = (next, previous) =>
  withinLength(
    halfWidth(next)
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ""),
    previous,
    10,
  );

export const acceptDate: Accept = (next) =>
  halfWidth(next).replace(/[^\d\-/.年月日]/g, "");

export const acceptEmail: Accept = (next) => halfWidth(next).replace(/\s/g, "");

/** Six digits, from SMS or mail. */
export const acceptVerificationCode: Accept = (next) =>
  digits(next).slice(0, 6);

export function isVerificationCode(typed: string): boolean {
  return /^\d{6}$/.test(typed);
}

function digits(text: string): string {
  return halfWidth(text).replace(/\D/g, "");
}

/** Refuses the character too many, keeps a longer pasted text for the rules to judge. */
function withinLength(next: string, previous: string, limit: number): string {
  const isTyped = next.length === previous.length + 1;
  return isTyped && next.length > limit ? previous : next;
}
