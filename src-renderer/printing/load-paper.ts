import type { FileKind } from "../../src-shared/filings/filing-content.ts";
import { basicFiles } from "../../src-shared/filings/file-lists.ts";
import {
  printDocumentSchema,
  type PrintDocument,
} from "../../src-shared/printing/print-document.ts";

export interface LoadedPaper {
  readonly document: PrintDocument;
  /** Addresses of the 影像 of part 1; what is away or damaged is not in it. */
  readonly pictures: ReadonlyMap<FileKind, string>;
}

/** Every ticket is good for one request: each is fetched once, here, and drawn from memory. */
export async function loadPaper(ticket: string): Promise<LoadedPaper> {
  const reply = await fetch(`attachments/${ticket}`);
  if (!reply.ok) throw new Error(`the document answered ${reply.status}`);
  const document = printDocumentSchema.parse(await reply.json());
  const pictures = new Map<FileKind, string>();
  for (const { kind } of document.paper === "application" ? basicFiles : []) {
    const file = document.files.find(({ fileKind }) => fileKind === kind);
    if (file?.picture.kind !== "here") continue;
    const address = await loadPicture(file.picture.ticket);
    if (address !== null) pictures.set(kind, address);
  }
  return { document, pictures };
}

async function loadPicture(ticket: string): Promise<string | null> {
  try {
    const reply = await fetch(`attachments/${ticket}`);
    if (!reply.ok) return null;
    const picture = new Image();
    picture.src = URL.createObjectURL(await reply.blob());
    await picture.decode();
    return picture.src;
  } catch {
    return null;
  }
}
