import {
  registrationPlaces,
  type RegistrationPlace,
} from "../../src-shared/accounts/registration-rules.ts";
import type {
  Problem,
  ProblemCode,
} from "../../src-shared/problems/problem.ts";

/** Fields of 注册, and one that 账号管理 alone has. */
export type AccountPlace = RegistrationPlace | "emailCode";

const places: Partial<Record<ProblemCode, AccountPlace>> = {
  "account-name-taken": "accountName",
  "enterprise-has-account": "uscc",
  "password-refused": "password",
  "password-wrong": "password",
};

const allPlaces: readonly AccountPlace[] = [...registrationPlaces, "emailCode"];

/** The field next to which a refusal of the API is said; null where it is about none. */
export function refusedPlace(problem: Problem): AccountPlace | null {
  const named = problem.facts?.["place"];
  return (
    allPlaces.find((place) => place === named) ?? places[problem.code] ?? null
  );
}
