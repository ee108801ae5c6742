import {
  registrationPlaces,
  type RegistrationPlace,
} from "../../src-shared/accounts/registration-rules.ts";
import type {
  Problem,
  ProblemCode,
} from "../../src-shared/problems/problem.ts";

const places: Partial<Record<ProblemCode, RegistrationPlace>> = {
  "account-name-taken": "accountName",
  "enterprise-has-account": "uscc",
  "password-refused": "password",
  "code-wrong": "smsCode",
  "code-expired": "smsCode",
};

/** The field next to which a refusal of the API is said; null where it is about none. */
export function refusedPlace(problem: Problem): RegistrationPlace | null {
  if (problem.code === "registration-refused") {
    const named = problem.facts?.["place"];
    return registrationPlaces.find((place) => place === named) ?? null;
  }
  return places[problem.code] ?? null;
}
