import type {
  RegistrationCheck,
  RegistrationPlace,
} from "../../src-shared/accounts/registration-rules.ts";
import type { TypedRegistration } from "../../src-shared/accounts/typed-registration.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { NewPassword } from "../ui/fields/judge-new-password.ts";

export interface RegistrationState {
  readonly typed: TypedRegistration;
  /** These three are never kept: they are given anew each time. */
  readonly newPassword: NewPassword;
  readonly smsCode: string;
  readonly isAgreed: boolean;
  readonly check: RegistrationCheck;
  /** Fields whose problems are said: once left, until they are mended. */
  readonly left: ReadonlySet<RegistrationPlace>;
  /** 注册 was tried: the secrets say their problems, too. */
  readonly isTried: boolean;
  /** What the API refused, until the field is changed. */
  readonly refusals: Readonly<Partial<Record<RegistrationPlace, Problem>>>;
}
