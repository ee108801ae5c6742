import {
  uploadMetadataSchema,
  uploadPath,
} from "../../src-shared/companion-api/filing-endpoints.ts";
import { bearer, type CompanionClient } from "./companion-client.ts";
import { CompanionRefusal } from "./companion-refusal.ts";
import { refuseUnlessSuccess, type CompanionAnswer } from "./judge-answer.ts";
import type { CompanionRequest } from "./request-sender.ts";

export interface TusPlace {
  readonly client: CompanionClient;
  readonly token: string;
  readonly signal: AbortSignal;
}

const pieceTimeLimitMs = 5 * 60_000;
const ordinaryTimeLimitMs = 20_000;

/** Announces a file. @returns the path at which its bytes are expected */
export async function createUpload(
  file: { sha256: string; fileName: string; size: number },
  place: TusPlace,
): Promise<string> {
  const metadata = uploadMetadataSchema.parse({
    sha256: file.sha256,
    filename: file.fileName,
  });
  const answer = await sendTus(
    {
      method: "POST",
      path: uploadPath,
      headers: {
        "upload-length": String(file.size),
        "upload-metadata": Object.entries(metadata)
          .map(
            ([key, text]) => `${key} ${Buffer.from(text).toString("base64")}`,
          )
          .join(","),
      },
      timeLimitMs: ordinaryTimeLimitMs,
    },
    place,
  );
  refuseUnlessTus(answer);
  return pathIn(answer, place.client.sender.origin);
}

/** How many bytes the API holds; null where it no longer knows the upload. */
export async function askOffset(
  path: string,
  size: number,
  place: TusPlace,
): Promise<number | null> {
  const answer = await sendTus(
    { method: "HEAD", path, timeLimitMs: ordinaryTimeLimitMs },
    place,
  );
  // An answer to HEAD has no body, so no code; the status has to do, and only from the API itself.
  if (isFromTus(answer)) {
    if ([403, 404, 410].includes(answer.status)) return null;
  } else if (answer.status === 401)
    throw new CompanionRefusal("session-ended", { status: 401 });
  refuseUnlessTus(answer);
  const offset = readOffset(answer);
  return offset <= size ? offset : null;
}

/** @returns how many bytes the API holds afterwards */
export async function sendPiece(
  path: string,
  offset: number,
  piece: Uint8Array,
  place: TusPlace,
): Promise<number> {
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
    place,
  );
  refuseUnlessTus(answer);
  return readOffset(answer);
}

/** Only the path counts: the API behind a proxy may call itself by another name, and a stranger's origin gets nothing. */
function pathIn(answer: CompanionAnswer, origin: string): string {
  const location = answer.header("location") ?? "";
  const base = new URL(`${uploadPath}/`, origin).href;
  if (!URL.canParse(location, base))
    throw new CompanionRefusal("sync-reply-unreadable");
  const { pathname } = new URL(location, base);
  if (!/^\/v1\/uploads\/[\w.~%-]+$/.test(pathname))
    throw new CompanionRefusal("sync-reply-unreadable");
  return pathname;
}

async function sendTus(
  request: CompanionRequest,
  { client, token, signal }: TusPlace,
): Promise<CompanionAnswer> {
  return client.sender.send({
    ...request,
    headers: {
      ...request.headers,
      "tus-resumable": "1.0.0",
      ...bearer(token),
    },
    signal,
  });
}

/** The protocol's own header tells the API from a page that answers everything with 200. */
function refuseUnlessTus(answer: CompanionAnswer): void {
  refuseUnlessSuccess(answer);
  if (!isFromTus(answer))
    throw new CompanionRefusal("sync-not-the-companion", {
      status: answer.status,
    });
}

function isFromTus(answer: CompanionAnswer): boolean {
  return answer.header("tus-resumable") === "1.0.0";
}

function readOffset(answer: CompanionAnswer): number {
  const text = answer.header("upload-offset") ?? "";
  if (!/^\d+$/.test(text)) throw new CompanionRefusal("sync-reply-unreadable");
  return Number(text);
}
