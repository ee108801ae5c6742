import type {
  Attachment,
  FileKind,
} from "../../src-shared/filings/filing-content.ts";
import {
  ProblemError,
  problemSchema,
} from "../../src-shared/problems/problem.ts";
import type { Bridge } from "../../src-shared/bridge/connect-bridge.ts";

/** What one request may carry; Electron's protocol takes no Blob bodies, so pieces go as ArrayBuffer. */
const pieceBytes = 1024 * 1024;

export interface SendingPorts {
  readonly call: Bridge["call"];
  readonly fetch: typeof globalThis.fetch;
}

/** Sends a file piece by piece; an aborted one leaves nothing behind at the host. */
export async function sendFile(
  { call, fetch }: SendingPorts,
  file: File,
  fileKind: FileKind,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  signal.throwIfAborted();
  const { ticket } = await call("attachments.begin", {
    fileKind,
    fileName: file.name,
    size: file.size,
  });
  try {
    for (let offset = 0; offset < file.size; offset += pieceBytes) {
      signal.throwIfAborted();
      const body = await readPiece(file, offset);
      const reply = await fetch(`attachments/${ticket}?offset=${offset}`, {
        method: "POST",
        body,
        signal,
      });
      if (!reply.ok) throw await problemOfReply(reply);
      onSent(offset + body.byteLength);
    }
    signal.throwIfAborted();
    const attachment = await call("attachments.finish", { ticket });
    signal.throwIfAborted();
    return attachment;
  } catch (error) {
    await call("attachments.cancel", { ticket }).catch(() => undefined);
    throw error;
  }
}

/** A file moved, deleted or changed since it was chosen can no longer be read. */
async function readPiece(file: File, offset: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(offset, offset + pieceBytes).arrayBuffer();
  } catch (error) {
    throw new ProblemError("attachment-incomplete", undefined, {
      cause: error,
    });
  }
}

async function problemOfReply(reply: Response): Promise<ProblemError> {
  const told = problemSchema.safeParse(
    await reply.json().catch((): unknown => null),
  );
  return told.success
    ? new ProblemError(told.data.code, told.data.facts)
    : new ProblemError("attachment-incomplete");
}
