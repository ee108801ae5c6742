import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { readAttachment } from "./read-attachment.ts";

export async function downloadAttachment(
  attachment: Attachment,
): Promise<void> {
  const link = document.createElement("a");
  link.href = await readAttachment(attachment, "download");
  link.download = attachment.fileName;
  link.click();
}
