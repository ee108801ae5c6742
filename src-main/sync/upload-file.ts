import { codeOf, CompanionRefusal } from "./companion-refusal.ts";
import type { PiecePace } from "./piece-pace.ts";
import { piecesOf } from "./pieces-of.ts";
import {
  askOffset,
  createUpload,
  sendPiece,
  type TusPlace,
} from "./tus-calls.ts";

/** Remembers across restarts where an unfinished upload goes on; null = nowhere. */
export interface UploadMemory {
  uploadPath(sha256: string): string | null;
  rememberUploadPath(sha256: string, path: string | null): void;
}

export interface Upload {
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
  /** The file's bytes from an offset to its end. */
  read(fromByte: number): AsyncIterable<Uint8Array>;
}

export interface UploadOptions extends TusPlace {
  readonly memory: UploadMemory;
  readonly pace: PiecePace;
  readonly onProgress?: (sentBytes: number) => void;
}

const wrongOffsetTries = 3;

/** tus 1.0 (creation, HEAD, PATCH); goes on at the byte the API holds, also after a restart. */
export async function uploadFile(
  upload: Upload,
  options: UploadOptions,
): Promise<void> {
  for (let attempt = 1; ;) {
    const { path, offset } = await findPlace(upload, options);
    try {
      await sendFrom(upload, path, offset, options);
      options.memory.rememberUploadPath(upload.sha256, null);
      return;
    } catch (error) {
      const isTooMuch = codeOf(error) === "sync-request-too-large";
      if (isTooMuch && options.pace.shrink()) continue;
      // Refused bytes (digest, type, quota) would be refused at that place for ever.
      if (isFinal(error))
        options.memory.rememberUploadPath(upload.sha256, null);
      if (codeOf(error) !== "upload-offset-wrong") throw error;
      if (attempt === wrongOffsetTries) throw error;
      attempt += 1;
    }
  }
}

async function findPlace(
  upload: Upload,
  options: UploadOptions,
): Promise<{ path: string; offset: number }> {
  const known = options.memory.uploadPath(upload.sha256);
  if (known !== null) {
    const offset = await askOffset(known, upload.size, options);
    if (offset !== null) return { path: known, offset };
    options.memory.rememberUploadPath(upload.sha256, null);
  }
  const path = await createUpload(upload, options);
  options.memory.rememberUploadPath(upload.sha256, path);
  return { path, offset: 0 };
}

async function sendFrom(
  upload: Upload,
  path: string,
  start: number,
  options: UploadOptions,
): Promise<void> {
  const { pace, onProgress } = options;
  let offset = start;
  onProgress?.(offset);
  if (offset === upload.size) return;
  const pieces = piecesOf(upload.read(offset), () => pace.pieceBytes());
  for await (const piece of pieces) {
    const begunAt = performance.now();
    const held = await sendPiece(path, offset, piece, options);
    offset += piece.byteLength;
    if (held !== offset) throw new CompanionRefusal("upload-offset-wrong");
    pace.took(piece.byteLength, performance.now() - begunAt);
    onProgress?.(offset);
  }
}

function isFinal(error: unknown): boolean {
  return /^(file-|upload-unknown)/.test(codeOf(error) ?? "");
}
