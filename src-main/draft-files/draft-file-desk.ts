import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { PlaceToCheck } from "../../src-shared/filings/older-forms.ts";
import type { DraftForm } from "./draft-contents.ts";

/** Of the person who is signed in; what was begun for one never ends with another. */
export interface DraftFileDesk {
  readonly uscc: string;
  readonly drafts: {
    addDraft(
      filingId: string,
      content: FilingContent,
      toCheck: readonly PlaceToCheck[],
    ): void;
  };
  readonly attachments: {
    read(sha256: string): AsyncIterable<Uint8Array>;
    put(sha256: string, bytes: Uint8Array): Promise<void>;
  };
  /** Throws `filing-application-under-way`. */
  refuseUnderWay(): void;
  /** As it was typed last; throws where 导出 is not among the row's actions. */
  exportable(filingId: string): DraftForm;
  /** Fetches what only the API has; throws where it cannot be had now. */
  bringHere(sha256: string): Promise<unknown>;
}
