import { createHash } from "node:crypto";
import { readProblem } from "./companion-requester.ts";

export interface TusAnswer {
  readonly status: number;
  readonly offset: number | null;
  /** Path of a new upload. */
  readonly location: string | null;
  readonly code: string | null;
}

export interface TusRequest {
  readonly method: "POST" | "HEAD" | "PATCH" | "DELETE";
  readonly path?: string;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array;
}

/** Bare tus 1.0, so that a test can say every header itself. */
export async function speakTus(
  origin: string,
  request: TusRequest,
): Promise<TusAnswer> {
  const { method, path = "/v1/uploads", token, headers = {}, body } = request;
  const response = await fetch(new URL(path, origin), {
    method,
    headers: {
      "tus-resumable": "1.0.0",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  const offset = response.headers.get("upload-offset");
  return {
    status: response.status,
    offset: offset === null ? null : Number(offset),
    location: response.headers.get("location"),
    code:
      response.status >= 400 && method !== "HEAD"
        ? await codeOf(response)
        : null,
  };
}

export function createUpload(
  origin: string,
  token: string | undefined,
  upload: { size: number; sha256: string; fileName?: string },
): Promise<TusAnswer> {
  const inBase64 = (text: string): string =>
    Buffer.from(text, "utf8").toString("base64");
  return speakTus(origin, {
    method: "POST",
    token,
    headers: {
      "upload-length": String(upload.size),
      "upload-metadata": `sha256 ${inBase64(upload.sha256)},filename ${inBase64(upload.fileName ?? "文件.pdf")}`,
    },
  });
}

export function sendPiece(
  origin: string,
  token: string | undefined,
  path: string,
  offset: number,
  body: Uint8Array,
): Promise<TusAnswer> {
  return speakTus(origin, {
    method: "PATCH",
    path,
    token,
    headers: {
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
    body,
  });
}

export async function uploadWhole(
  origin: string,
  token: string,
  bytes: Uint8Array,
): Promise<void> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { location, code } = await createUpload(origin, token, {
    size: bytes.length,
    sha256,
  });
  if (location === null) throw new Error(`no upload: ${String(code)}`);
  const sent = await sendPiece(origin, token, location, 0, bytes);
  if (sent.offset !== bytes.length)
    throw new Error(`not uploaded: ${JSON.stringify(sent)}`);
}

async function codeOf(response: Response): Promise<string> {
  const { body } = await readProblem(response);
  return (body as { code: string }).code;
}
