import type { AttachmentRequest } from "../application/host-ports.ts";

/** What one request may carry; the page cuts bigger files into pieces. */
export const pieceLimitBytes = 1024 * 1024;

/** `not-ours` where the path is none of attachments; otherwise the request, or the HTTP status that refuses it. */
export type AttachmentReading =
  | { readonly kind: "not-ours" }
  | { readonly kind: "refused"; readonly status: 400 | 405 | 413 }
  | { readonly kind: "request"; readonly request: AttachmentRequest };

export async function readAttachmentRequest(
  request: Request,
): Promise<AttachmentReading> {
  const url = new URL(request.url);
  if (!url.pathname.startsWith("/attachments/")) return { kind: "not-ours" };
  const ticket = url.pathname.slice("/attachments/".length);
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(ticket))
    return { kind: "refused", status: 400 };
  if (request.method === "GET") {
    return {
      kind: "request",
      request: { method: "GET", ticket, offset: 0, body: null },
    };
  }
  if (request.method !== "POST") return { kind: "refused", status: 405 };
  const offset = readOffset(url.searchParams.get("offset"));
  if (offset === null) return { kind: "refused", status: 400 };
  const body = await readPiece(request);
  if (body === null) return { kind: "refused", status: 413 };
  return { kind: "request", request: { method: "POST", ticket, offset, body } };
}

function readOffset(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** Counts while reading: a declared length proves nothing. */
async function readPiece(request: Request): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> | null = request.body;
  for await (const piece of stream ?? []) {
    size += piece.byteLength;
    if (size > pieceLimitBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
