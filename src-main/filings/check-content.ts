import type { Dictionaries } from "../../src-shared/companion-api/public-endpoints.ts";
import { checkFiling } from "../../src-shared/filings/check-filing.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

export interface CheckContext {
  readonly dictionaries: () => Dictionaries | null;
  readonly now: () => Date;
}

/** What 保存信息 refuses, whatever the filing: another enterprise's code, and content with problems. */
export function refuseContent(
  content: FilingContent,
  context: CheckContext & { person: () => { uscc: string | null } },
): void {
  if (content.fields.uscc !== context.person().uscc)
    throw new ProblemError("filing-uscc-locked");
  refuseProblems(content, context);
}

/** `filing-has-problems` unless every rule of the form is met; the page lists which by the same rules. */
export function refuseProblems(
  content: FilingContent,
  context: CheckContext,
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
