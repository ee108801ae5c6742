import type { FileType } from "../filings/file-lists.ts";
import { fileSignature } from "./file-signature.ts";
import { readCompoundFile } from "./read-compound-file.ts";
import { readZipDirectory } from "./read-zip-directory.ts";

/** The type by the bytes, never by the name; null = none of the five that a filing takes. */
export function tellFileType(bytes: Uint8Array): FileType | null {
  const signature = fileSignature(bytes);
  switch (signature) {
    case "jpg":
    case "png":
    case "pdf":
      return signature;
    case "zip":
      // ECMA-376 part 2: the content types part is in every package; Word's main part has this place.
      return hasNames(
        readZipDirectory(bytes),
        "[Content_Types].xml",
        "word/document.xml",
      )
        ? "docx"
        : null;
    case "compound":
      // [MS-DOC] 2.1: the stream that makes a compound file a Word document.
      return hasNames(readCompoundFile(bytes), "WordDocument") ? "doc" : null;
    case null:
      return null;
  }
}

function hasNames(
  entries: readonly { name: string }[] | null,
  ...names: readonly string[]
): boolean {
  return names.every(
    (name) => entries?.some((entry) => entry.name === name) ?? false,
  );
}
