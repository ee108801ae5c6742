import {
  registrationPlaces,
  type RegistrationCheck,
  type RegistrationPlace,
} from "../../src-shared/accounts/registration-rules.ts";
import {
  registrationSecretsText,
  registrationWarnings,
  sayRegistrationProblem,
} from "../text/registration-text.ts";
import { sayAtField } from "../text/say-at-field.ts";
import { judgeNewPassword } from "../ui/fields/judge-new-password.ts";
import type { RegistrationState } from "./registration-state.ts";

/** What the rules say about a field, as a sentence. */
export function sentenceAt(
  check: RegistrationCheck,
  place: RegistrationPlace,
): string | undefined {
  const found = check.problems.find((problem) => problem.place === place);
  return found === undefined ? undefined : sayRegistrationProblem(found);
}

export function warningAt(
  check: RegistrationCheck,
  place: RegistrationPlace,
): string | undefined {
  const found = check.warnings.find((warning) => warning.place === place);
  return found === undefined ? undefined : registrationWarnings[found.code];
}

/** The sentence that stands next to a field now. */
export function shownAt(
  state: RegistrationState,
  place: RegistrationPlace,
): string | undefined {
  const refusal = state.refusals[place];
  if (refusal !== undefined) return sayAtField(refusal);
  if (place in state.typed)
    return state.left.has(place) ? sentenceAt(state.check, place) : undefined;
  return state.isTried ? secretSentence(state, place) : undefined;
}

/** Fields that stand in the way of 注册, in the order of the page; what the API refused is tried again. */
export function openPlaces(
  state: RegistrationState,
): readonly RegistrationPlace[] {
  return registrationPlaces.filter(
    (place) =>
      (sentenceAt(state.check, place) ?? secretSentence(state, place)) !==
      undefined,
  );
}

function secretSentence(
  { newPassword, smsCode, isAgreed }: RegistrationState,
  place: RegistrationPlace,
): string | undefined {
  const problems = judgeNewPassword(newPassword);
  switch (place) {
    case "password":
      return problems.password;
    case "confirmedPassword":
      return problems.confirmed;
    case "smsCode":
      return /^\d{6}$/.test(smsCode)
        ? undefined
        : registrationSecretsText.smsRequired;
    case "agreement":
      return isAgreed ? undefined : registrationSecretsText.agreementRequired;
    default:
      return undefined;
  }
}
