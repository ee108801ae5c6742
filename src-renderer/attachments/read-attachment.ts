import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { call } from "../app/bridge.ts";

/** A relative address at the page's own origin that gives the bytes once. */
export async function readAttachment(
  { sha256, fileName }: Pick<Attachment, "sha256" | "fileName">,
  purpose: "view" | "download",
): Promise<string> {
  const { ticket } = await call("attachments.read", {
    sha256,
    fileName,
    purpose,
  });
  return `attachments/${ticket}`;
}
