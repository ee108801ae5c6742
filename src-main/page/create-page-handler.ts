import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ReadableStream } from "node:stream/web";
import type {
  Application,
  AttachmentReply,
} from "../application/host-ports.ts";
import { listPageFiles, type PageFile } from "./page-files.ts";
import {
  attachmentHeaders,
  commonHeaders,
  contentSecurityPolicy,
} from "./page-headers.ts";
import { readAttachmentRequest } from "./read-attachment-request.ts";

export type PageHandler = (request: Request) => Promise<Response>;

/** index.html holds this word where antd's nonce belongs; each load gets its own. */
const noncePlaceholder = "__CSP_NONCE__";

/** Everything the page may fetch at its own origin, alike for `app://` and for the browser host. */
export function createPageHandler(
  pageFolder: string,
  application: Pick<Application, "answerAttachmentRequest">,
): PageHandler {
  const files = listPageFiles(pageFolder);
  return async (request) => {
    const reading = await readAttachmentRequest(request);
    if (reading.kind === "request")
      return toResponse(
        await application.answerAttachmentRequest(reading.request),
      );
    if (reading.kind === "refused") return refuse(reading.status);
    if (request.method !== "GET") return refuse(405);
    const file = files.get(new URL(request.url).pathname);
    return file === undefined ? refuse(404) : answerFile(file);
  };
}

type ResponseBody = ConstructorParameters<typeof Response>[0];

function toResponse(reply: AttachmentReply): Response {
  const body =
    reply.body instanceof Uint8Array
      ? new Uint8Array(reply.body)
      : // Named because the DOM, which tests know as well, declares a stream of its own.
        (ReadableStream.from(reply.body) as ResponseBody);
  return new Response(body, {
    status: reply.status,
    headers: { ...reply.headers, ...attachmentHeaders },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: commonHeaders });
}

async function answerFile(file: PageFile): Promise<Response> {
  const bytes = await readFile(file.path);
  const headers = { ...commonHeaders, "content-type": file.contentType };
  if (!file.contentType.startsWith("text/html"))
    return new Response(new Uint8Array(bytes), { headers });
  const nonce = randomBytes(16).toString("base64");
  const page = bytes.toString("utf8").replaceAll(noncePlaceholder, nonce);
  return new Response(page, {
    headers: {
      ...headers,
      "content-security-policy": contentSecurityPolicy(nonce),
    },
  });
}
