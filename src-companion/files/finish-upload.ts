import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { tellFileType } from "../../src-shared/attachments/tell-file-type.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { findHeldFiles, keepFile } from "./file-store.ts";
import { forgetUpload, type UploadRow } from "./upload-store.ts";

type Needed = Pick<CompanionParts, "database" | "files" | "now">;

export function incomingPath(
  { files }: Pick<CompanionParts, "files">,
  uploadId: string,
): string {
  return join(files.incomingDir, uploadId);
}

/**
 * Judges the complete bytes by themselves and puts them on the shelf: file first, row second, so that no row ever
 * names a file that is not there. Refused bytes are removed: the next try starts anew.
 * Throws `file-digest-mismatch` or `file-type-refused`.
 */
export async function finishUpload(
  parts: Needed,
  upload: UploadRow,
): Promise<void> {
  const path = incomingPath(parts, upload.id);
  const bytes = await readFile(path);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const fileType = tellFileType(bytes);
  if (digest !== upload.sha256 || fileType === null) {
    await dropUpload(parts, upload.id);
    throw new ProblemError(
      digest === upload.sha256 ? "file-type-refused" : "file-digest-mismatch",
    );
  }
  const [held] = await findHeldFiles(
    parts.database,
    [upload.room],
    [upload.sha256],
  );
  if (held === undefined) {
    await parts.files.put(upload.room, upload.sha256, path);
    await keepFile(parts.database, {
      room: upload.room,
      sha256: upload.sha256,
      size: bytes.length,
      file_type: fileType,
      received_at: parts.now().toISOString(),
      lost_at: null,
    });
  }
  await dropUpload(parts, upload.id);
}

export async function dropUpload(
  parts: Pick<Needed, "database" | "files">,
  uploadId: string,
): Promise<void> {
  await forgetUpload(parts.database, uploadId);
  await rm(incomingPath(parts, uploadId), { force: true });
}
