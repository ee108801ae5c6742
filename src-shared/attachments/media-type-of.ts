import type { FileType } from "../filings/file-lists.ts";

const mediaTypes: Readonly<Record<FileType, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

export function mediaTypeOf(type: FileType): string {
  return mediaTypes[type];
}
