import type { Tickets } from "./attachment-tickets.ts";
import {
  deliveryHeaders,
  madeForPageHeaders,
  type Delivery,
  type MadeForPage,
} from "./deliver-attachment.ts";
import type { IncomingAttachment, PieceVerdict } from "./receive-attachment.ts";

/** The shapes of the host's port (host-ports.ts), which the page's requests come through. */
export interface PageRequest {
  readonly method: "GET" | "POST";
  readonly ticket: string;
  readonly offset: number;
  readonly body: Uint8Array | null;
}

export interface PageReply {
  readonly status: 200 | 400 | 404 | 409 | 413 | 500;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array> | Uint8Array;
}

export interface AttachmentRequests {
  answerRequest(request: PageRequest): Promise<PageReply>;
}

const pieceLimitBytes = 1024 * 1024;
const statusOf = { taken: 200, "wrong-offset": 409, "too-much": 413 } as const;

/** POST: a piece of a file that arrives, answered with `{"received": n}`. GET: a file that leaves, once. */
export function createAttachmentRequests(
  arriving: Tickets<{ incoming: IncomingAttachment }>,
  leaving: Tickets<Delivery | MadeForPage>,
): AttachmentRequests {
  const receive = ({ ticket, offset, body }: PageRequest): PageReply => {
    if (body === null) return empty(400);
    if (body.length > pieceLimitBytes) return empty(413);
    const file = arriving.find(ticket);
    if (file === null) return empty(404);
    const verdict = file.incoming.takePiece(offset, body);
    return received(statusOf[verdict.kind], verdict);
  };
  const deliver = ({ ticket }: PageRequest): PageReply => {
    const delivery = leaving.take(ticket);
    if (delivery === null) return empty(404);
    if ("bytes" in delivery)
      return {
        status: 200,
        headers: madeForPageHeaders(delivery),
        body: delivery.bytes,
      };
    return {
      status: 200,
      headers: deliveryHeaders(delivery),
      body: delivery.store.read(delivery.sha256),
    };
  };
  return {
    answerRequest: async (request) =>
      request.method === "POST" ? receive(request) : deliver(request),
  };
}

function received(
  status: PageReply["status"],
  verdict: PieceVerdict,
): PageReply {
  const text = JSON.stringify({ received: verdict.received });
  return {
    status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
    },
    body: Buffer.from(text, "utf8"),
  };
}

function empty(status: PageReply["status"]): PageReply {
  return {
    status,
    headers: { "cache-control": "no-store" },
    body: new Uint8Array(0),
  };
}
