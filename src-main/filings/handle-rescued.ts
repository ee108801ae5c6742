import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { rescuedProcedures } from "../../src-shared/rescued/rescued-procedures.ts";
import type { FilingStore } from "./filing-store.ts";

export function handleRescued(needs: {
  /** Throws `session-not-signed-in`. */
  readonly filings: () => FilingStore;
  readonly onChanged: () => void;
}): ProcedureHandlers<typeof rescuedProcedures> {
  return {
    "rescued.list": () => {
      const filings = needs.filings();
      return {
        contents: filings.rescued().map((row) => ({
          ...row,
          kind: filings.get(row.filingId)?.kind ?? null,
          base: row.base.content,
        })),
      };
    },
    "rescued.take": ({ id }) => {
      const filingId = needs.filings().takeRescued(id);
      needs.onChanged();
      return { filingId };
    },
    "rescued.leave": ({ id }) => {
      needs.filings().leaveRescued(id);
      needs.onChanged();
      return {};
    },
  };
}
