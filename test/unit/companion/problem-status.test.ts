import { describe, expect, it } from "vitest";
import {
  describeProblem,
  problemOf,
} from "../../../src-companion/http/describe-problem.ts";
import { companionProblemCodes } from "../../../src-shared/companion-api/companion-problem-codes.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

describe("problem details", () => {
  it.each(companionProblemCodes)(
    "of %s follow the schema with an error status",
    (code) => {
      const { status, title } = problemDetailsSchema.parse(
        describeProblem(code),
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe("");
    },
  );

  it("carry the facts of the error", () => {
    const problem = problemOf(
      new ProblemError("filing-version-conflict", { currentVersion: 3 }),
    );
    expect(problem).toMatchObject({
      status: 409,
      code: "filing-version-conflict",
      facts: { currentVersion: 3 },
    });
  });

  it("are not made from a defect, nor from a code of the client's side", () => {
    expect([
      problemOf(new TypeError("x")),
      problemOf(new ProblemError("key-absent")),
    ]).toEqual([null, null]);
  });
});
