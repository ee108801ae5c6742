import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  RescuedContent,
  rescuedProcedures,
} from "../../src-shared/rescued/rescued-procedures.ts";
import { ifItOpens } from "../storage/those-that-open.ts";
import type { FilingStore } from "./filing-store.ts";
import type { LocalFiling } from "./local-filing.ts";
import { placingOf, standsSinceCrash } from "./rescued-placing.ts";
import type { RescuedRow } from "./rescue-table-store.ts";
import { shownContent, shownSince } from "./typed-content.ts";

export function handleRescued(needs: {
  /** Throws `session-not-signed-in`. */
  readonly filings: () => FilingStore;
  readonly onChanged: () => void;
}): ProcedureHandlers<typeof rescuedProcedures> {
  return {
    "rescued.list": () => {
      const filings = needs.filings();
      return {
        contents: filings.rescued().map((row) =>
          rescuedContent(
            row,
            ifItOpens(() => filings.get(row.filingId)),
          ),
        ),
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

function rescuedContent(
  row: RescuedRow,
  filing: LocalFiling | null,
): RescuedContent {
  const { id, filingId, reason, typedAt, leftAt, content } = row;
  const shown = filing === null ? null : shownContent(filing);
  const placing = placingOf(filing, content);
  return {
    id,
    filingId,
    reason,
    typedAt,
    leftAt,
    kind: filing?.kind ?? null,
    content,
    standing: standsSinceCrash(row, filing) ? row.base.content : shown,
    isOlder:
      filing !== null &&
      placing !== "stands-there" &&
      shownSince(filing) > typedAt,
    placing,
  };
}
