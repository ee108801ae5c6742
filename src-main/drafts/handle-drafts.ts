import { randomUUID } from "node:crypto";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { draftProcedures } from "../../src-shared/drafts/draft-procedures.ts";
import {
  emptyFilingContent,
  type FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** What drafts need of the filings of the person who is signed in. */
export interface DraftPlace {
  keep(
    filingId: string,
    content: FilingContent,
    restsOn: string | null,
  ): { savedAt: string; isRowChanged: boolean };
  dropWorkingCopy(filingId: string): void;
  settleTyping(filingId: string): void;
}

export interface DraftNeeds {
  /** Both throw `session-not-signed-in`. */
  readonly drafts: () => DraftPlace;
  readonly person: () => {
    uscc: string | null;
    enterpriseName: string | null;
  };
  /** Throws `filing-application-under-way`. */
  readonly refuseAnother: () => void;
  /** What was approved last, or null. */
  readonly lastApproved: () => FilingContent | null;
  readonly onChanged: () => void;
}

export function handleDrafts(
  needs: DraftNeeds,
): ProcedureHandlers<typeof draftProcedures> {
  return {
    "drafts.begin": ({ copyFrom }) => {
      const { uscc, enterpriseName } = needs.person();
      if (uscc === null) throw new ProblemError("session-cannot-file");
      needs.refuseAnother();
      const empty = emptyFilingContent({
        uscc,
        enterpriseName: enterpriseName ?? "",
      });
      const content = copyFrom === null ? empty : copyOf(needs.lastApproved());
      return {
        filingId: randomUUID(),
        content: { ...content, fields: { ...content.fields, uscc } },
      };
    },
    // Never refused for another application under way: what is typed is kept, 保存信息 says what is wrong.
    "drafts.keep": ({ filingId, content, restsOn }) => {
      if (content.fields.uscc !== needs.person().uscc)
        throw new ProblemError("filing-uscc-locked");
      const { savedAt, isRowChanged } = needs
        .drafts()
        .keep(filingId, content, restsOn);
      if (isRowChanged) needs.onChanged();
      return { savedAt };
    },
    "drafts.settle": ({ filingId }) => {
      needs.drafts().settleTyping(filingId);
      return {};
    },
    "drafts.discard-working-copy": ({ filingId }) => {
      needs.drafts().dropWorkingCopy(filingId);
      needs.onChanged();
      return {};
    },
  };
}

function copyOf(approved: FilingContent | null): FilingContent {
  if (approved === null) throw new ProblemError("filing-nothing-to-copy");
  return approved;
}
