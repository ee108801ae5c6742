import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";
import { acceptSubmission } from "./accept-submission.ts";
import { findSubmission, receiptOf } from "./submission-store.ts";

export function submissionRoutes(
  parts: CompanionParts,
): Pick<RouteHandlers, "submit" | "submission"> {
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
      if (
        row === undefined ||
        (session.kind === "enterprise" && row.uscc !== session.uscc)
      ) {
        throw new ProblemError("submission-not-found");
      }
      return {
        frozen: row.frozen,
        signature:
          row.signature === null
            ? null
            : Buffer.from(row.signature).toString("base64"),
        receipt: receiptOf(row),
      };
    },
  };
}
