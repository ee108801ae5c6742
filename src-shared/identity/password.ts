/** 密码（10-20位，须同时包含大小写字母、数字和符号，除空格） */
export const passwordLimits = { shortest: 10, longest: 20 } as const;

export type PasswordRule =
  "length" | "upper-case" | "lower-case" | "digit" | "sign" | "characters";

/** Signs that every keyboard has, so that the password can be typed at any machine: ASCII without the space. */
const rules: Readonly<Record<PasswordRule, (password: string) => boolean>> = {
  length: ({ length }) =>
    length >= passwordLimits.shortest && length <= passwordLimits.longest,
  "upper-case": (password) => /[A-Z]/.test(password),
  "lower-case": (password) => /[a-z]/.test(password),
  digit: (password) => /\d/.test(password),
  sign: (password) => /[!-/:-@[-`{-~]/.test(password),
  characters: (password) => /^[!-~]+$/.test(password),
};

/** The rules a password still breaks, in the order of the manual's sentence; empty = it may be used. */
export function brokenPasswordRules(password: string): readonly PasswordRule[] {
  return (Object.keys(rules) as PasswordRule[]).filter(
    (rule) => !rules[rule](password),
  );
}

export type PasswordStrength = "weak" | "medium" | "strong";

/** A hint while typing, never a refusal: length, variety, and the runs people type without thinking. */
export function passwordStrength(password: string): PasswordStrength {
  if (brokenPasswordRules(password).length > 0) return "weak";
  const different = new Set(password).size;
  const isPlain =
    /(.)\1\1|0123|1234|2345|3456|4567|5678|6789|abcd|qwer|asdf|passw|admin/i.test(
      password,
    );
  if (isPlain || different < 8) return "weak";
  return password.length >= 14 && different >= 11 ? "strong" : "medium";
}
