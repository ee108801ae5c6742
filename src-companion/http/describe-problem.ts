import { STATUS_CODES } from "node:http";
import { companionProblemCodes } from "../../src-shared/companion-api/companion-problem-codes.ts";
import type { CompanionProblemCode } from "../../src-shared/companion-api/endpoint.ts";
import type { ProblemDetails } from "../../src-shared/companion-api/problem-details.ts";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import { problemStatus } from "./problem-status.ts";

export const problemMediaType = "application/problem+json";

/** `title` is the standard text of the status: sentences for people are the client's. */
export function describeProblem(
  code: CompanionProblemCode,
  facts?: Problem["facts"],
): ProblemDetails {
  const status = problemStatus[code];
  const described = {
    type: `urn:used-car-filing:problem:${code}`,
    title: STATUS_CODES[status] ?? "",
    status,
    code,
  };
  return facts === undefined ? described : { ...described, facts };
}

/** Null for a defect: anything that was not thrown as one of the API's own problems. */
export function problemOf(error: unknown): ProblemDetails | null {
  if (error instanceof ProblemError) {
    const { code, facts } = error.problem;
    return isCompanionCode(code) ? describeProblem(code, facts) : null;
  }
  return problemOfFramework(error);
}

/** What Fastify itself refuses before a handler runs. */
function problemOfFramework(error: unknown): ProblemDetails | null {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return null;
  if (status === 413) return describeProblem("request-too-large");
  return status === 404
    ? describeProblem("route-unknown")
    : describeProblem("request-malformed");
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("statusCode" in error)) return undefined;
  return typeof error.statusCode === "number" ? error.statusCode : undefined;
}

function isCompanionCode(code: string): code is CompanionProblemCode {
  return (companionProblemCodes as readonly string[]).includes(code);
}
