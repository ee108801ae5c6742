import { fileSignature } from "../../src-shared/attachments/file-signature.ts";
import { mediaTypeOf } from "../../src-shared/attachments/media-type-of.ts";
import type { FileType } from "../../src-shared/filings/file-lists.ts";
import type { AttachmentStore } from "./attachment-store.ts";
import { safeFileName } from "./safe-file-name.ts";

/** Bytes made here for the page, which are no attachment of anything. */
export interface MadeForPage {
  readonly mediaType: "application/json" | "application/pdf";
  readonly bytes: Uint8Array;
}

export interface Delivery {
  readonly sha256: string;
  readonly fileName: string;
  readonly purpose: "view" | "download";
  readonly type: FileType | null;
  readonly size: number;
  readonly store: AttachmentStore;
}

const shownInside: ReadonlySet<FileType | null> = new Set([
  "jpg",
  "png",
  "pdf",
]);

/** Never a type that a browser would run, and no guessing. */
export function deliveryHeaders({
  fileName,
  purpose,
  type,
  size,
}: Delivery): Record<string, string> {
  const isInline = purpose === "view" && shownInside.has(type);
  const name = safeFileName(fileName, type ?? "bin");
  return {
    "content-type":
      type === null ? "application/octet-stream" : mediaTypeOf(type),
    "content-length": String(size),
    "content-disposition": `${isInline ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(name)}`,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
  };
}

export function madeForPageHeaders({
  mediaType,
  bytes,
}: MadeForPage): Record<string, string> {
  return {
    "content-type": mediaType,
    "content-length": String(bytes.length),
    "content-disposition": "inline",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
  };
}

/** The type by the first bytes: what is in the store was judged as a whole when it came. */
export async function storedType(
  store: AttachmentStore,
  sha256: string,
): Promise<FileType | null> {
  for await (const first of store.read(sha256)) {
    const signature = fileSignature(first);
    if (signature === "zip") return "docx";
    return signature === "compound" ? "doc" : signature;
  }
  return null;
}

/** RFC 8187 3.2.1: of the reserved characters that encodeURIComponent leaves, these four are not attr-char. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
