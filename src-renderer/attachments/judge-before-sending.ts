import {
  pictureLimit,
  type FileType,
  type RequiredFile,
} from "../../src-shared/filings/file-lists.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";

const typeOfExtension: Readonly<Record<string, FileType>> = {
  jpg: "jpg",
  jpeg: "jpg",
  png: "png",
  pdf: "pdf",
  doc: "doc",
  docx: "docx",
};

const extensionsOf: Record<FileType, readonly string[]> = {
  jpg: [".jpg", ".jpeg"],
  png: [".png"],
  pdf: [".pdf"],
  doc: [".doc"],
  docx: [".docx"],
};

/** For the native input's `accept`. */
export function acceptedExtensions(requirement: RequiredFile): string {
  return requirement.types.flatMap((type) => extensionsOf[type]).join(",");
}

// Larger than any camera or scanner writes; a picture being shrunk lies in memory several times.
const shrinkableBytes = 64 * 1024 * 1024;

/** A picture over 300K is not lost: the row offers to shrink it. */
export function canBeShrunk(
  { size }: { size: number },
  { code }: Problem,
): boolean {
  return code === "attachment-picture-too-large" && size <= shrinkableBytes;
}

/**
 * What name and size alone refuse, so that nothing is sent in vain; null = send it. The host judges the bytes, and
 * a name without an extension is left to it.
 */
export function judgeBeforeSending(
  file: { name: string; size: number },
  requirement: RequiredFile,
): Problem | null {
  const extension = /\.([^.\s]+)\s*$/.exec(file.name)?.[1]?.toLowerCase();
  const type = extension === undefined ? null : typeOfExtension[extension];
  if (
    type === undefined ||
    (type !== null && !requirement.types.includes(type))
  )
    return { code: "attachment-wrong-type" };
  if (file.size === 0) return { code: "attachment-empty" };
  if (file.size > requirement.limit)
    return {
      code:
        requirement.limit === pictureLimit
          ? "attachment-picture-too-large"
          : "attachment-too-large",
      facts: { size: file.size },
    };
  return null;
}
