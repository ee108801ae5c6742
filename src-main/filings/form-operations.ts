import { formVersion } from "../../src-shared/filings/frozen-submission.ts";
import { newDraft } from "./change-by-clerk.ts";
import type { FilingTables } from "./filing-tables.ts";
import { storedFormText } from "./stored-form.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { PlaceToCheck } from "../../src-shared/filings/older-forms.ts";

export interface FormOperations {
  /** At sign-in: contents of an older form are kept in the present one from now on, with what has to be looked at. */
  bringToPresentForm(): void;
  /** A draft that was not typed here; complete on disk when this returns. */
  addDraft(
    filingId: string,
    content: FilingContent,
    toCheck: readonly PlaceToCheck[],
  ): void;
}

/** Drafts that come from an older form or from a file, with what has to be looked at. */
export function formOperations({
  filings,
  now,
  durably,
}: FilingTables): FormOperations {
  return {
    bringToPresentForm: () => {
      const older = filings
        .readAll()
        .filter((filing) => filing.formVersion < formVersion);
      if (older.length === 0) return;
      durably(() => {
        for (const filing of older) {
          filings.write(filing);
          const { id, workingCopy } = filing;
          if (workingCopy === null) continue;
          const text = storedFormText(workingCopy.content);
          filings.putWorkingCopy(id, text, workingCopy.savedAt);
        }
      });
    },
    addDraft: (filingId, content, toCheck) =>
      durably(() =>
        filings.write({ ...newDraft(filingId, content, now()), toCheck }),
      ),
  };
}
