import type { Dictionaries } from "../../src-shared/companion-api/public-endpoints.ts";
import { checkFiling } from "../../src-shared/filings/check-filing.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** `filing-has-problems` unless every rule of the form is met; the page lists which by the same rules. */
export function refuseProblems(
  content: FilingContent,
  context: { dictionaries: () => Dictionaries | null; now: () => Date },
): void {
  const known = context.dictionaries();
  const options =
    known === null
      ? {}
      : {
          enterpriseNatures: known.enterpriseNatures,
          enterpriseScales: known.enterpriseScales,
        };
  const { problems } = checkFiling(content, { now: context.now(), ...options });
  if (problems.length > 0)
    throw new ProblemError("filing-has-problems", { count: problems.length });
}
