import { z } from "zod";
import { ticketSchema } from "../attachments/attachment-procedures.ts";
import { procedure } from "../bridge/procedure.ts";
import { printedPaperSchema } from "./print-document.ts";

export const printingProcedures = {
  /** 打印, 导出PDF: an A4 PDF made on this machine, to be fetched once from `attachments/<ticket>`. */
  "printing.print": procedure(
    "signed-in",
    z.strictObject({ filingId: z.uuid(), paper: printedPaperSchema }),
    z.strictObject({ ticket: ticketSchema }),
    180_000,
  ),
} as const;
