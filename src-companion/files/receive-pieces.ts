import { open, type FileHandle } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type {
  CancellationContext,
  Lock,
  MemoryLocker,
  Server,
  Upload,
} from "@tus/server";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { takeBytes } from "./take-bytes.ts";

type PatchHandler = Server["handlers"]["PATCH"];
type TusRequest = Parameters<PatchHandler["send"]>[0];

export interface PieceReceiver {
  readonly locker: MemoryLocker;
  /** Where the bytes of this upload grow. */
  readonly pathOf: (uploadId: string) => string;
  readonly rawOf: (request: TusRequest) => IncomingMessage;
  /** Whose pieces are counted together. */
  readonly roomOf: (request: TusRequest) => string;
}

/** Each may hold what `takeBytes` lets wait. Some machines of one enterprise, two files at a time, and as many cut off before. */
const mostPiecesAtOnce = 16;

/** What came of a piece whose connection broke is written when no connection is left to wait for. */
export type SettlePieces = () => Promise<unknown>;

/**
 * tus' own PATCH passes the bytes through six streams, and what is in one of them when the connection ends is lost: the
 * client would have to send it again. Here every byte that came is written, and nothing is copied on the way.
 */
export function receivePieces(
  server: Server,
  receiver: PieceReceiver,
): SettlePieces {
  const { locker, rawOf, roomOf } = receiver;
  const receiving = new Map<Promise<unknown>, string>();
  const { PATCH: patch } = server.handlers;
  const { onIncomingRequest, onUploadFinish } = server.options;
  const receive: PatchHandler["send"] = async (
    request,
    context,
    headers = new Headers(),
  ) => {
    const raw = rawOf(request);
    // Listening begins before anything is waited for.
    const bytes = takeBytes(raw, context.signal);
    try {
      const id = patch.getFileIdFromRequest(request);
      if (id === undefined) throw new ProblemError("upload-unknown");
      const offset = readOffset(request);
      await onIncomingRequest?.(request, id);
      const lock = locker.newLock(id);
      await lock.lock(context.signal, () => context.cancel());
      const upload = await appendLocked(server, receiver, lock, {
        id,
        offset,
        announced: Number(request.headers.get("content-length")),
        raw,
        bytes,
      });
      // Cut off, or displaced by the next piece of this upload: where that goes on has to be asked.
      if (context.signal.aborted || !raw.complete)
        throw new ProblemError("upload-offset-wrong");
      if (upload.offset === upload.size)
        await onUploadFinish?.(request, upload);
      headers.set("Upload-Offset", String(upload.offset));
      return patch.write(204, Object.fromEntries(headers), "");
    } catch (error) {
      endContext(context);
      throw error;
    }
  };
  patch.send = async (request, context, headers) => {
    const room = roomOf(request);
    const others = [...receiving.values()].filter((each) => each === room);
    if (others.length >= mostPiecesAtOnce) {
      endContext(context);
      throw new ProblemError("uploads-too-many", { retryAfterSeconds: 2 });
    }
    const received = receive(request, context, headers);
    receiving.set(received, room);
    return received.finally(() => receiving.delete(received));
  };
  return () => Promise.allSettled(receiving.keys());
}

interface Piece {
  readonly id: string;
  readonly offset: number;
  readonly announced: number;
  readonly raw: IncomingMessage;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Gives the lock back when everything that came is written. */
async function appendLocked(
  server: Server,
  receiver: PieceReceiver,
  lock: Lock,
  piece: Piece,
): Promise<Upload> {
  try {
    return await append(server, receiver, piece);
  } finally {
    await lock.unlock();
  }
}

async function append(
  server: Server,
  { pathOf }: PieceReceiver,
  { id, offset, announced, raw, bytes }: Piece,
): Promise<Upload> {
  const upload = await server.datastore.getUpload(id);
  if (upload.offset !== offset) throw new ProblemError("upload-offset-wrong");
  const room = (upload.size ?? 0) - offset;
  if (announced > room) throw new ProblemError("file-too-large");
  const file = await open(pathOf(id), "r+");
  try {
    for await (const part of bytes) {
      if (upload.offset + part.length > offset + room)
        throw new ProblemError("file-too-large");
      await writeWhole(file, part, upload.offset);
      upload.offset += part.length;
    }
    // Only a whole piece is answered for.
    if (raw.complete) await file.datasync();
  } finally {
    await file.close();
  }
  return upload;
}

async function writeWhole(
  file: FileHandle,
  bytes: Buffer,
  position: number,
): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(
      bytes,
      written,
      bytes.length - written,
      position + written,
    );
    written += bytesWritten;
  }
}

function readOffset({ headers }: TusRequest): number {
  const offset = headers.get("upload-offset");
  if (offset === null) throw new ProblemError("request-malformed");
  if (headers.get("content-type") === null)
    throw new ProblemError("request-malformed");
  return Number(offset);
}

/** The rest of a refused piece is not read: the connection ends with the answer. */
function endContext({ signal, abort }: CancellationContext): void {
  if (!signal.aborted) abort();
}
