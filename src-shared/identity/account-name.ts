export const accountNameLimits = { shortest: 8, longest: 40 } as const;

/** 登录账号（包含英文和数字，至少8位）: ASCII letters and digits, both, 8 to 40. Compared without regard to case. */
export function isAccountName(text: string): boolean {
  return (
    /^[A-Za-z0-9]{8,40}$/.test(text) && /[A-Za-z]/.test(text) && /\d/.test(text)
  );
}
