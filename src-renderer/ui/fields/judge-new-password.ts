import { brokenPasswordRules } from "../../../src-shared/identity/password.ts";
import { passwordText, sayBrokenRules } from "../../text/password-text.ts";

export interface NewPassword {
  readonly password: string;
  readonly confirmed: string;
}

export const noNewPassword: NewPassword = { password: "", confirmed: "" };

export interface NewPasswordProblems {
  readonly password: string | undefined;
  readonly confirmed: string | undefined;
}

/** What stands in the way of a new password typed twice, as sentences. */
export function judgeNewPassword({
  password,
  confirmed,
}: NewPassword): NewPasswordProblems {
  const broken = brokenPasswordRules(password);
  return {
    password:
      password === ""
        ? passwordText.required
        : broken.length > 0
          ? sayBrokenRules(broken)
          : undefined,
    confirmed:
      confirmed === ""
        ? passwordText.confirmFirst
        : confirmed !== password
          ? passwordText.differs
          : undefined,
  };
}
