import { createHash, type Hash } from "node:crypto";
import {
  judgeFile,
  judgeSize,
} from "../../src-shared/attachments/judge-file.ts";
import { mediaTypeOf } from "../../src-shared/attachments/media-type-of.ts";
import { requirementOf } from "../../src-shared/filings/file-lists.ts";
import type {
  Attachment,
  FileKind,
} from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { AttachmentStore } from "./attachment-store.ts";

export interface AnnouncedFile {
  readonly fileKind: FileKind;
  readonly fileName: string;
  readonly size: number;
}

/** `received` is the offset of the next byte wanted. */
export interface PieceVerdict {
  readonly kind: "taken" | "wrong-offset" | "too-much";
  readonly received: number;
}

/**
 * One file on its way from the page: held in memory (10 MiB at most), digested as it comes, and on disk only once
 * its bytes are judged. A refused or abandoned file leaves nothing behind.
 */
export interface IncomingAttachment {
  takePiece(offset: number, piece: Uint8Array): PieceVerdict;
  finish(store: AttachmentStore): Promise<Attachment>;
}

/** Throws where the size alone refuses the file, or its name cannot be kept. */
export function receiveAttachment(file: AnnouncedFile): IncomingAttachment {
  const requirement = requirementOf(file.fileKind);
  if (file.fileName.trim() === "")
    throw new ProblemError("attachment-name-unusable");
  const sizeProblem = judgeSize(requirement, file.size);
  if (sizeProblem !== null)
    throw new ProblemError(sizeProblem.code, sizeProblem.facts);

  const hash: Hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  let received = 0;
  return {
    takePiece: (offset, piece) => {
      const end = offset + piece.length;
      // The answer to an earlier try was lost: say again what is held.
      if (offset < received && end <= received)
        return { kind: "taken", received };
      if (offset !== received) return { kind: "wrong-offset", received };
      if (end > file.size) return { kind: "too-much", received };
      pieces.push(piece);
      hash.update(piece);
      received = end;
      return { kind: "taken", received };
    },
    finish: async (store) => {
      if (received !== file.size)
        throw new ProblemError("attachment-incomplete");
      const bytes = Buffer.concat(pieces, received);
      const verdict = judgeFile(requirement, file.fileName, bytes);
      if (verdict.kind === "refused")
        throw new ProblemError(verdict.problem.code, verdict.problem.facts);
      const sha256 = hash.digest("hex");
      await store.put(sha256, bytes);
      const { fileName, size } = file;
      return { fileName, size, mediaType: mediaTypeOf(verdict.type), sha256 };
    },
  };
}
