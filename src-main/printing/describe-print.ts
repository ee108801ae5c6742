import { filesOfCategory } from "../../src-shared/filings/file-lists.ts";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import type { FilingDetail } from "../../src-shared/filings/filing-procedures.ts";
import type {
  PrintDocument,
  PrintedPaper,
} from "../../src-shared/printing/print-document.ts";

export type PrintedPicture = PrintDocument["files"][number]["picture"];

/** What stands on the paper, read off the filing as its detail page shows it. */
export async function describePrint(
  paper: PrintedPaper,
  {
    row,
    content,
    approval,
    opinion,
    voidReason,
    history,
    receipt,
  }: FilingDetail,
  now: Date,
  pictureOf: (file: Attachment) => Promise<PrintedPicture>,
): Promise<PrintDocument> {
  const { id: filingId, kind, state, year } = row;
  const files: PrintDocument["files"] = [];
  for (const required of filesOfCategory(content.fields.enterpriseCategory)) {
    const file = content.files[required.kind];
    if (file === null) continue;
    // The receipt names no pictures; fetching them would only cost time.
    const picture: PrintedPicture =
      paper === "application" ? await pictureOf(file) : { kind: "none" };
    files.push({ ...file, fileKind: required.kind, picture });
  }
  return {
    paper,
    printedAt: now.toISOString(),
    filingId,
    kind,
    state,
    year,
    fields: content.fields,
    files,
    approval: approval === null ? null : withoutContent(approval),
    opinion,
    voidReason,
    history,
    receipt,
  };
}

function withoutContent({
  authority,
  reviewedAt,
  validFrom,
  validUntil,
}: NonNullable<FilingDetail["approval"]>): PrintDocument["approval"] {
  return { authority, reviewedAt, validFrom, validUntil };
}
