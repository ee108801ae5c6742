import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { SendingError, type SendMessage } from "./message-ports.ts";

export interface SmsGateway {
  readonly url: string;
  /** Shared with the gateway; signs every request. */
  readonly secret: string;
  /** Waits between tries; their number is one less than the number of tries. */
  readonly pausesMs?: readonly number[];
  readonly timeLimitMs?: number;
}

/**
 * POST of `{id, mobile, text}` in JSON. `X-Signature: t=<Unix seconds>,v1=<hex>` is HMAC-SHA256 over
 * `<t>.<body>`; `Idempotency-Key` stays the same over all tries, so that a gateway sends one SMS once. Tried again:
 * no answer, 408, 429 and 5xx; any other refusal is final.
 */
export function sendSmsThroughGateway(
  gateway: SmsGateway,
  now: () => Date,
): SendMessage {
  const { pausesMs = [300, 1500] } = gateway;
  return async ({ to, text }) => {
    const id = randomUUID();
    const body = JSON.stringify({ id, mobile: to, text });
    for (const pauseMs of [...pausesMs, null]) {
      const outcome = await post(gateway, id, body, now());
      if (outcome.kind === "taken") return;
      if (outcome.kind === "refused" || pauseMs === null)
        throw new SendingError(
          `the SMS gateway did not take it: ${outcome.reason}`,
        );
      await wait(pauseMs);
    }
  };
}

type Outcome =
  | { readonly kind: "taken" }
  | { readonly kind: "refused" | "failed"; readonly reason: string };

async function post(
  { url, secret, timeLimitMs = 5000 }: SmsGateway,
  id: string,
  body: string,
  now: Date,
): Promise<Outcome> {
  const seconds = Math.floor(now.getTime() / 1000);
  const signature = createHmac("sha256", secret)
    .update(`${seconds}.${body}`)
    .digest("hex");
  try {
    const { ok, status } = await fetch(url, {
      method: "POST",
      // The code must not go on to wherever a redirect points.
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        "idempotency-key": id,
        "x-signature": `t=${seconds},v1=${signature}`,
      },
      body,
      signal: AbortSignal.timeout(timeLimitMs),
    });
    if (ok) return { kind: "taken" };
    const isPassing = status === 408 || status === 429 || status >= 500;
    return {
      kind: isPassing ? "failed" : "refused",
      reason: `status ${status}`,
    };
  } catch (error) {
    // Never the cause of the cause: it may quote the request.
    return {
      kind: "failed",
      reason: error instanceof Error ? error.name : "no answer",
    };
  }
}
