import {
  pictureLimit,
  type FileType,
  type RequiredFile,
} from "../filings/file-lists.ts";
import type { Problem } from "../problems/problem.ts";
import { fileSignature, type FileSignature } from "./file-signature.ts";
import { isDamaged } from "./find-damage.ts";
import { isPasswordProtected } from "./find-password.ts";
import { readCompoundFile } from "./read-compound-file.ts";
import { readZipDirectory } from "./read-zip-directory.ts";
import { tellFileType } from "./tell-file-type.ts";

export type FileVerdict =
  | { readonly kind: "taken"; readonly type: FileType }
  | { readonly kind: "refused"; readonly problem: Problem };

const typeOfEnding: Readonly<Record<string, FileType>> = {
  jpg: "jpg",
  jpeg: "jpg",
  png: "png",
  pdf: "pdf",
  doc: "doc",
  docx: "docx",
};

const signatureOfType: Readonly<Record<FileType, FileSignature>> = {
  jpg: "jpg",
  png: "png",
  pdf: "pdf",
  doc: "compound",
  docx: "zip",
};

/** Whether this row takes a file of this size; asked before a byte is sent. */
export function judgeSize(
  { limit }: RequiredFile,
  size: number,
): Problem | null {
  if (size === 0) return { code: "attachment-empty" };
  if (size <= limit) return null;
  const facts = { size, limit };
  return limit === pictureLimit
    ? { code: "attachment-picture-too-large", facts }
    : { code: "attachment-too-large", facts };
}

/** Whether this row takes this file, by its bytes; the name is only held against them. */
export function judgeFile(
  requirement: RequiredFile,
  fileName: string,
  bytes: Uint8Array,
): FileVerdict {
  const sizeProblem = judgeSize(requirement, bytes.length);
  if (sizeProblem !== null) return { kind: "refused", problem: sizeProblem };
  const named = typeByName(fileName);
  if (named === undefined || !requirement.types.includes(named))
    return refused("attachment-wrong-type", {
      allowed: requirement.types.join(" "),
    });
  if (isPasswordProtected(bytes))
    return refused("attachment-password-protected");
  const told = tellFileType(bytes);
  if (told === null && isBrokenContainer(named, bytes))
    return refused("attachment-damaged");
  if (told !== named)
    return refused("attachment-renamed", { actual: told ?? "", named });
  return isDamaged(told, bytes)
    ? refused("attachment-damaged")
    : { kind: "taken", type: told };
}

function typeByName(fileName: string): FileType | undefined {
  const dot = fileName.lastIndexOf(".");
  return dot < 0
    ? undefined
    : typeOfEnding[fileName.slice(dot + 1).toLowerCase()];
}

/** It begins like the type in its name, and its directory cannot be read; a readable one holds something else. */
function isBrokenContainer(named: FileType, bytes: Uint8Array): boolean {
  const signature = fileSignature(bytes);
  if (signature !== signatureOfType[named]) return false;
  return signature === "zip"
    ? readZipDirectory(bytes) === null
    : readCompoundFile(bytes) === null;
}

function refused(
  code: Problem["code"],
  facts?: NonNullable<Problem["facts"]>,
): FileVerdict {
  return {
    kind: "refused",
    problem: facts === undefined ? { code } : { code, facts },
  };
}
