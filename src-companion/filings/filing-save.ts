import type { FilingContent } from "../../src-shared/filings/filing-content.ts";

export interface FilingSave {
  readonly filingId: string;
  readonly saveId: string;
  readonly baseVersion: number;
  readonly content: FilingContent;
}
