import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import type { FilingDetail } from "../../src-shared/filings/filing-procedures.ts";
import {
  printDocumentSchema,
  type PrintDocument,
} from "../../src-shared/printing/print-document.ts";
import type { printingProcedures } from "../../src-shared/printing/printing-procedures.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { describePrint, type PrintedPicture } from "./describe-print.ts";

export interface PrintingNeeds {
  /** As its detail page shows it, receipt verified again; throws `filing-unknown`. */
  readonly filing: (filingId: string) => Promise<FilingDetail>;
  /** One-time ticket of a file's bytes; throws where they cannot be had now. */
  readonly offerPicture: (file: Attachment) => Promise<{ ticket: string }>;
  /** One-time ticket of bytes made here. */
  readonly offer: (made: {
    mediaType: "application/json" | "application/pdf";
    bytes: Uint8Array;
  }) => string;
  readonly printPage: (
    path: string,
    signal: AbortSignal,
  ) => Promise<Uint8Array>;
  readonly logDefect: (error: unknown) => void;
  readonly now: () => Date;
}

export interface Printing {
  readonly handlers: ProcedureHandlers<typeof printingProcedures>;
  /** At sign-out: a print begun by one person never ends with another. */
  stop(): void;
}

/** The host renders the print page without any session; all it gets is one ticket to exactly what is printed. */
export function createPrinting(needs: PrintingNeeds): Printing {
  let stopping = new AbortController();
  return {
    handlers: {
      "printing.print": async ({ filingId, paper }) => {
        const { signal } = stopping;
        const detail = await needs.filing(filingId);
        if (paper === "receipt" && detail.receipt === null)
          throw new ProblemError("printing-no-receipt");
        const ticket = await offerDocument(needs, (picture) =>
          describePrint(paper, detail, needs.now(), picture),
        );
        const bytes = await print(needs, `print.html?ticket=${ticket}`, signal);
        if (signal.aborted) throw new ProblemError("session-not-signed-in");
        return { ticket: needs.offer({ mediaType: "application/pdf", bytes }) };
      },
    },
    stop: () => {
      stopping.abort();
      stopping = new AbortController();
    },
  };
}

async function offerDocument(
  needs: PrintingNeeds,
  describe: (
    picture: (file: Attachment) => Promise<PrintedPicture>,
  ) => Promise<PrintDocument>,
): Promise<string> {
  const document = await describe((file) => offerPicture(needs, file));
  const text = JSON.stringify(printDocumentSchema.parse(document));
  const bytes = Buffer.from(text, "utf8");
  return needs.offer({ mediaType: "application/json", bytes });
}

/** A picture that cannot be had now does not stop the paper, which says so in its place. */
async function offerPicture(
  { offerPicture: offer }: PrintingNeeds,
  file: Attachment,
): Promise<PrintedPicture> {
  if (file.mediaType !== "image/jpeg" && file.mediaType !== "image/png")
    return { kind: "none" };
  try {
    const { ticket } = await offer(file);
    return { kind: "here", ticket };
  } catch (error) {
    if (error instanceof ProblemError) return { kind: "away" };
    throw error;
  }
}

async function print(
  { printPage, logDefect }: PrintingNeeds,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await printPage(path, signal);
  } catch (error) {
    if (signal.aborted)
      throw new ProblemError("session-not-signed-in", undefined, {
        cause: error,
      });
    if (error instanceof ProblemError) throw error;
    logDefect(error);
    throw new ProblemError("printing-failed", undefined, { cause: error });
  }
}
