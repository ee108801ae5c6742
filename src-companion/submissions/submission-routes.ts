import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";
import { findFiling } from "../filings/filing-store.ts";
import { isVisible } from "../filings/find-visible-filing.ts";
import { acceptSubmission } from "./accept-submission.ts";
import { findSubmission, receiptOf } from "./submission-store.ts";
import { withdrawSubmission } from "./withdraw-submission.ts";

export function submissionRoutes(
  parts: CompanionParts,
): Pick<RouteHandlers, "submit" | "submission" | "withdrawSubmission"> {
  return {
    submit: async ({ params, body, session, address }) => {
      const accepted = await acceptSubmission(
        parts,
        { ...params, ...body },
        session,
        address,
      );
      parts.bell.ring(session.uscc);
      return accepted;
    },
    submission: async ({ params, session }) => {
      const row = await findSubmission(parts.database, params.submissionId);
      const filing =
        row === undefined
          ? undefined
          : await findFiling(parts.database, row.filing_id);
      if (
        row === undefined ||
        filing === undefined ||
        !isVisible(filing, session)
      )
        throw new ProblemError("submission-not-found");
      return {
        frozen: row.frozen,
        signature:
          row.signature === null
            ? null
            : Buffer.from(row.signature).toString("base64"),
        receipt: receiptOf(row),
      };
    },
    withdrawSubmission: async ({ params, session }) => ({
      accepted: await withdrawSubmission(parts, params.submissionId, session),
    }),
  };
}
