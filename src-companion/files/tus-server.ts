import type { IncomingMessage } from "node:http";
import { stat } from "node:fs/promises";
import { FileStore } from "@tus/file-store";
import { MemoryLocker, type Server, type ServerOptions } from "@tus/server";
import { documentLimit } from "../../src-shared/filings/file-lists.ts";
import {
  uploadMetadataSchema,
  uploadPath,
} from "../../src-shared/companion-api/filing-endpoints.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { problemOf } from "../http/describe-problem.ts";
import type { EnterpriseSession } from "../sessions/session.ts";
import { ProblemTusServer } from "./problem-tus-server.ts";
import { receivePieces, type SettlePieces } from "./receive-pieces.ts";
import { readUploadRows } from "./read-upload-rows.ts";
import { roomsOf } from "./file-rooms.ts";
import { usedBytes } from "./file-store.ts";
import { finishUpload, incomingPath } from "./finish-upload.ts";
import {
  countUploads,
  findUpload,
  insertUpload,
  type UploadRow,
} from "./upload-store.ts";

type TusRequest = Parameters<
  NonNullable<ServerOptions["onIncomingRequest"]>
>[0];
type TusUpload = Parameters<NonNullable<ServerOptions["onUploadCreate"]>>[1];

/** Of one enterprise: a few machines, each with the files of a form, many times over. Bytes alone would allow a million. */
const mostOpenUploads = 200;

export interface UploadDoor {
  /** Which session a raw request carries; set by the route before tus sees it. */
  sessionOf(request: IncomingMessage): EnterpriseSession;
  readonly quotaBytes: number;
}

/** tus 1.0 with creation; who may touch an upload, and what becomes of a complete one, is decided in the hooks. */
export function createTusServer(
  parts: CompanionParts,
  door: UploadDoor,
): { readonly tus: Server; readonly settle: SettlePieces } {
  const finishing = new Map<string, Promise<void>>();
  // A PATCH and a HEAD may both find the upload complete; it is judged once.
  const finishOnce = (upload: UploadRow): Promise<void> => {
    const running = finishing.get(upload.id) ?? finishUpload(parts, upload);
    finishing.set(upload.id, running);
    return running.finally(() => finishing.delete(upload.id));
  };
  const locker = new MemoryLocker();
  const server = new ProblemTusServer({
    path: uploadPath,
    locker,
    relativeLocation: true,
    maxSize: documentLimit,
    allowedOrigins: [],
    datastore: new FileStore({
      directory: parts.files.incomingDir,
      configstore: readUploadRows(parts.database),
    }),
    onIncomingRequest: async (request, id) => {
      if (request.method === "POST") return;
      const upload = await findOwnUpload(parts, id, sessionOf(door, request));
      if (request.method === "HEAD" && (await isComplete(parts, upload))) {
        // The last byte came, the answer did not (or the process died): nobody would send another PATCH.
        await finishOnce(upload);
      }
    },
    onUploadCreate: async (request, upload) => {
      await beginUpload(parts, door, sessionOf(door, request), upload);
      return {};
    },
    onUploadFinish: async (request, { id }) => {
      await finishOnce(
        await findOwnUpload(parts, id, sessionOf(door, request)),
      );
      return {};
    },
    onResponseError: (_request, error) => {
      const problem = error instanceof Error ? problemOf(error) : null;
      if (problem !== null)
        return { status_code: problem.status, body: JSON.stringify(problem) };
      if (error instanceof Error)
        parts.log.error({ err: error }, "unexpected error in an upload");
      return undefined;
    },
  });
  const settle = receivePieces(server, {
    locker,
    pathOf: (uploadId) => incomingPath(parts, uploadId),
    rawOf,
    roomOf: (request) => roomsOf(sessionOf(door, request)).own,
  });
  return { tus: server, settle };
}

async function beginUpload(
  parts: CompanionParts,
  { quotaBytes }: UploadDoor,
  session: EnterpriseSession,
  upload: TusUpload,
): Promise<void> {
  const metadata = uploadMetadataSchema.safeParse(upload.metadata ?? {});
  if (!metadata.success || upload.size === undefined || upload.size < 1)
    throw new ProblemError("request-malformed");
  const { own: room } = roomsOf(session);
  const row = {
    id: upload.id,
    room,
    sha256: metadata.data.sha256,
    size: upload.size,
    file_name: metadata.data.filename,
    created_at: parts.now().toISOString(),
  };
  // One transaction: many announcements at once must not each find the room that only one of them gets.
  await parts.database.transaction().execute(async (transaction) => {
    if ((await countUploads(transaction, room)) >= mostOpenUploads)
      throw new ProblemError("uploads-too-many", { mostOpenUploads });
    if ((await usedBytes(transaction, room)) + row.size > quotaBytes)
      throw new ProblemError("file-quota-exceeded", { quotaBytes });
    await insertUpload(transaction, row);
  });
}

/** Another enterprise's upload is answered like one that does not exist. */
async function findOwnUpload(
  { database }: CompanionParts,
  id: string,
  session: EnterpriseSession,
): Promise<UploadRow> {
  const upload = await findUpload(database, id);
  if (upload?.room !== roomsOf(session).own)
    throw new ProblemError("upload-unknown");
  return upload;
}

async function isComplete(
  parts: CompanionParts,
  upload: UploadRow,
): Promise<boolean> {
  const size = await stat(incomingPath(parts, upload.id)).then(
    (found) => found.size,
    () => -1,
  );
  return size === upload.size;
}

function sessionOf(door: UploadDoor, request: TusRequest): EnterpriseSession {
  return door.sessionOf(rawOf(request));
}

function rawOf(request: TusRequest): IncomingMessage {
  const raw = request.runtime?.node?.req;
  if (raw === undefined) throw new TypeError("tus runs on Node only");
  return raw as IncomingMessage;
}
