import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  FilingRow,
  filingProcedures,
} from "../../src-shared/filings/filing-procedures.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { carryOverTarget } from "./carry-over-target.ts";
import { refuseContent } from "./check-content.ts";
import {
  refuseAnother,
  refuseLateAmendment,
  refuseUnderWay,
} from "./check-standing.ts";
import { findConflict } from "./decide-conflict.ts";
import { olderStateAtCompanion } from "./forgotten.ts";
import type { LocalFiling } from "./local-filing.ts";
import type { FilingNeeds } from "./filing-needs.ts";

type ConflictHandlers = Pick<
  ProcedureHandlers<typeof filingProcedures>,
  | "filings.conflict"
  | "filings.resolve-conflict"
  | "filings.undo-delete"
  | "filings.start-over"
  | "filings.carry-over"
>;

/** Where two changes or two applications stand against each other, and the clerk decides. */
export function handleConflicts(
  needs: FilingNeeds,
  known: (filingId: string) => LocalFiling,
  changed: (filing: LocalFiling) => FilingRow,
): ConflictHandlers {
  return {
    "filings.conflict": ({ filingId }) => {
      const conflict = findConflict(known(filingId));
      if (conflict === null) throw new ProblemError("filing-no-conflict");
      return conflict;
    },
    "filings.resolve-conflict": (decision) => {
      const filings = needs.filings();
      const before = known(decision.filingId);
      if (decision.kind === "save") {
        refuseContent(decision.content, needs);
        refuseLateAmendment(before, needs.now());
        refuseUnderWay(filings.list(), before.id);
      }
      return changed(filings.decideConflict(decision));
    },
    "filings.undo-delete": ({ filingId }) => {
      const filings = needs.filings();
      refuseUnderWay(filings.list(), filingId);
      return changed(filings.undoDelete(filingId));
    },
    "filings.start-over": ({ filingId }) => {
      const filings = needs.filings();
      if (olderStateAtCompanion(known(filingId)) === null)
        refuseAnother(filings.list());
      const draftId = filings.startOver(filingId);
      needs.catchUp();
      needs.onChanged([]);
      return { draftId };
    },
    "filings.carry-over": ({ filingId }) => {
      const filings = needs.filings();
      const draft = known(filingId);
      const target = carryOverTarget(draft, filings.list());
      if (target === null) throw new ProblemError("filing-cannot-carry-over");
      filings.carryOver(draft.id, target.id);
      needs.onChanged([]);
      return { filingId: target.id };
    },
  };
}
