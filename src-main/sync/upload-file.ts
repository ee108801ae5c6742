import {
  uploadMetadataSchema,
  uploadPath,
} from "../../src-shared/companion-api/filing-endpoints.ts";
import { bearer, type CompanionClient } from "./companion-client.ts";
import { CompanionRefusal } from "./companion-refusal.ts";
import { refuseUnlessSuccess, type CompanionAnswer } from "./judge-answer.ts";
import type { CompanionRequest } from "./request-sender.ts";

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

export interface UploadOptions {
  readonly client: CompanionClient;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly memory: UploadMemory;
  readonly onProgress?: (sentBytes: number) => void;
}

const pieceBytes = 4 * 1024 * 1024;
const pieceTimeLimitMs = 5 * 60_000;
const ordinaryTimeLimitMs = 20_000;
const wrongOffsetTries = 3;

/** tus 1.0 (creation, HEAD, PATCH); goes on at the byte the API holds, also after a restart. */
export async function uploadFile(
  upload: Upload,
  options: UploadOptions,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { path, offset } = await findPlace(upload, options);
    try {
      await sendFrom(upload, path, offset, options);
      options.memory.rememberUploadPath(upload.sha256, null);
      return;
    } catch (error) {
      if (!isWrongOffset(error)) {
        // Refused bytes (digest, type, quota) would be refused at that place for ever.
        if (isFinal(error))
          options.memory.rememberUploadPath(upload.sha256, null);
        throw error;
      }
      if (attempt === wrongOffsetTries) throw error;
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
  const path = await create(upload, options);
  options.memory.rememberUploadPath(upload.sha256, path);
  return { path, offset: 0 };
}

/** Null where the API no longer knows the upload. */
async function askOffset(
  path: string,
  size: number,
  options: UploadOptions,
): Promise<number | null> {
  const answer = await sendTus(
    { method: "HEAD", path, timeLimitMs: ordinaryTimeLimitMs },
    options,
  );
  // An answer to HEAD has no body, so no code; the status has to do.
  if ([403, 404, 410].includes(answer.status)) return null;
  if (answer.status === 401)
    throw new CompanionRefusal("session-ended", { status: 401 });
  refuseUnlessTus(answer);
  const offset = readOffset(answer);
  return offset <= size ? offset : null;
}

async function create(upload: Upload, options: UploadOptions): Promise<string> {
  const { sha256, fileName } = upload;
  const metadata = uploadMetadataSchema.parse({ sha256, filename: fileName });
  const answer = await sendTus(
    {
      method: "POST",
      path: uploadPath,
      headers: {
        "upload-length": String(upload.size),
        "upload-metadata": Object.entries(metadata)
          .map(
            ([key, text]) => `${key} ${Buffer.from(text).toString("base64")}`,
          )
          .join(","),
      },
      timeLimitMs: ordinaryTimeLimitMs,
    },
    options,
  );
  refuseUnlessTus(answer);
  return placeIn(answer, options.client.sender.origin);
}

/** Only the path counts: the API behind a proxy may call itself by another name, and a stranger's origin gets nothing. */
function placeIn(answer: CompanionAnswer, origin: string): string {
  const location = answer.header("location") ?? "";
  const base = new URL(`${uploadPath}/`, origin).href;
  if (!URL.canParse(location, base))
    throw new CompanionRefusal("sync-reply-unreadable");
  const { pathname } = new URL(location, base);
  if (!/^\/v1\/uploads\/[\w.~%-]+$/.test(pathname))
    throw new CompanionRefusal("sync-reply-unreadable");
  return pathname;
}

async function sendFrom(
  upload: Upload,
  path: string,
  start: number,
  options: UploadOptions,
): Promise<void> {
  let offset = start;
  options.onProgress?.(offset);
  if (offset === upload.size) return;
  for await (const piece of piecesOf(upload.read(offset))) {
    const answer = await sendTus(
      {
        method: "PATCH",
        path,
        headers: {
          "content-type": "application/offset+octet-stream",
          "upload-offset": String(offset),
        },
        body: piece,
        timeLimitMs: pieceTimeLimitMs,
      },
      options,
    );
    refuseUnlessTus(answer);
    offset += piece.byteLength;
    if (readOffset(answer) !== offset)
      throw new CompanionRefusal("upload-offset-wrong");
    options.onProgress?.(offset);
  }
}

async function* piecesOf(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    heldBytes += chunk.byteLength;
    if (heldBytes >= pieceBytes) {
      yield Buffer.concat(held);
      held = [];
      heldBytes = 0;
    }
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}

async function sendTus(
  request: CompanionRequest,
  options: UploadOptions,
): Promise<CompanionAnswer> {
  options.signal.throwIfAborted();
  return options.client.sender.send({
    ...request,
    headers: {
      ...request.headers,
      "tus-resumable": "1.0.0",
      ...bearer(options.token),
    },
    signal: options.signal,
  });
}

/** The protocol's own header tells the API from a page that answers everything with 200. */
function refuseUnlessTus(answer: CompanionAnswer): void {
  refuseUnlessSuccess(answer);
  if (answer.header("tus-resumable") !== "1.0.0")
    throw new CompanionRefusal("sync-not-the-companion", {
      status: answer.status,
    });
}

function readOffset(answer: CompanionAnswer): number {
  const text = answer.header("upload-offset") ?? "";
  if (!/^\d+$/.test(text)) throw new CompanionRefusal("sync-reply-unreadable");
  return Number(text);
}

function isWrongOffset(error: unknown): boolean {
  return (
    error instanceof CompanionRefusal &&
    error.problem.code === "upload-offset-wrong"
  );
}

function isFinal(error: unknown): boolean {
  return (
    error instanceof CompanionRefusal &&
    /^(file-|upload-unknown)/.test(error.problem.code)
  );
}
