import type { z } from "zod";
import { problemDetailsSchema } from "../../src-shared/companion-api/problem-details.ts";
import { CompanionRefusal } from "./companion-refusal.ts";

export interface CompanionAnswer {
  readonly status: number;
  /** Null where the answer does not carry it. */
  header(name: string): string | null;
  readonly text: string;
}

/**
 * The reply of a JSON endpoint, or a CompanionRefusal. A hotel's sign-in page answers 200 too, so only JSON of the
 * agreed shape counts as success.
 */
export function judgeAnswer<Reply extends z.ZodType>(
  answer: CompanionAnswer,
  reply: Reply,
): z.output<Reply> {
  refuseUnlessSuccess(answer);
  const { status, text } = answer;
  if (text === "") return readAs(reply, undefined, status);
  if (!/^application\/json\b/i.test(answer.header("content-type") ?? ""))
    throw new CompanionRefusal("sync-not-the-companion", { status });
  return readAs(reply, parseJson(text, status), status);
}

export function refuseUnlessSuccess(answer: CompanionAnswer): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const type = answer.header("content-type") ?? "";
  if (/^application\/problem\+json\b/i.test(type)) throw readRefusal(answer);
  // A gateway in front of a stopped API speaks for itself; the API is away, not replaced.
  if (status === 502 || status === 503 || status === 504)
    throw new CompanionRefusal("sync-offline", {
      facts: { status },
      status,
      retryAfterMs: readRetryAfter(answer),
    });
  throw new CompanionRefusal("sync-not-the-companion", {
    facts: { status },
    status,
  });
}

function readRefusal(answer: CompanionAnswer): CompanionRefusal {
  const { status } = answer;
  const { code, facts } = readAs(
    problemDetailsSchema,
    parseJson(answer.text, status),
    status,
  );
  return new CompanionRefusal(code, {
    ...(facts === undefined ? {} : { facts }),
    status,
    retryAfterMs: readRetryAfter(answer),
  });
}

function readAs<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  status: number,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CompanionRefusal("sync-reply-unreadable", {
    status,
    cause: parsed.error,
  });
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CompanionRefusal("sync-reply-unreadable", { status, cause });
  }
}

/** Seconds or a date (RFC 9110 section 10.2.3), as milliseconds from now. */
function readRetryAfter(answer: CompanionAnswer): number | null {
  const value = answer.header("retry-after");
  if (value === null) return null;
  const waitMs = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}
