import { z } from "zod";
import { ticketSchema } from "../attachments/attachment-procedures.ts";
import { receiptSchema } from "../companion-api/receipt.ts";
import {
  attachmentSchema,
  fileKindSchema,
  filingFieldsSchema,
} from "../filings/filing-content.ts";
import {
  approvalSchema,
  filingOpinionSchema,
  historyEntrySchema,
} from "../filings/filing-record.ts";
import {
  filingKindSchema,
  filingStateSchema,
} from "../filings/filing-state.ts";

const instant = z.iso.datetime();

/** 申请表, 回执 */
export const printedPaperSchema = z.enum(["application", "receipt"]);
export type PrintedPaper = z.infer<typeof printedPaperSchema>;

const printedFileSchema = z.strictObject({
  ...attachmentSchema.shape,
  fileKind: fileKindSchema,
  picture: z.discriminatedUnion("kind", [
    /** No jpg or png. */
    z.strictObject({ kind: z.literal("none") }),
    /** Its bytes wait once at `attachments/<ticket>`. */
    z.strictObject({ kind: z.literal("here"), ticket: ticketSchema }),
    /** Neither on this machine nor to be had from the API now. */
    z.strictObject({ kind: z.literal("away") }),
  ]),
});

/** Everything that `print.html?ticket=…` shows; it fetches this once from `attachments/<ticket>` and asks nothing else. */
export const printDocumentSchema = z.strictObject({
  paper: printedPaperSchema,
  printedAt: instant,
  filingId: z.uuid(),
  kind: filingKindSchema,
  state: filingStateSchema,
  year: z.int(),
  /** What was saved last. */
  fields: filingFieldsSchema,
  /** The files that count for this 企业类别, in the manual's order. */
  files: z.array(printedFileSchema),
  approval: approvalSchema.omit({ content: true, kind: true }).nullable(),
  opinion: filingOpinionSchema.nullable(),
  voidReason: z.string().nullable(),
  history: z.array(historyEntrySchema),
  receipt: z
    .strictObject({
      receipt: receiptSchema,
      /** Checked again for this print. */
      verification: z.enum(["valid", "invalid"]),
    })
    .nullable(),
});
export type PrintDocument = z.infer<typeof printDocumentSchema>;
