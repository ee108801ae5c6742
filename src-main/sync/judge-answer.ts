import type { z } from "zod";
import { problemDetailsSchema } from "../../src-shared/companion-api/problem-details.ts";
import type { ProblemCode } from "../../src-shared/problems/problem.ts";
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
  // A gateway in front of a stopped or busy API speaks for itself; the API is away, not replaced.
  throw new CompanionRefusal(gatewayCodes[status] ?? "sync-not-the-companion", {
    facts: { status },
    status,
    retryAfterMs: readRetryAfter(answer),
  });
}

const gatewayCodes: Partial<Record<number, ProblemCode>> = {
  407: "sync-proxy-sign-in",
  413: "sync-request-too-large",
  429: "sync-offline",
  502: "sync-offline",
  503: "sync-offline",
  504: "sync-offline",
};

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
  if (leaveOutUnknown(value, parsed.error.issues))
    return readAs(schema, value, status);
  throw new CompanionRefusal("sync-reply-unreadable", {
    status,
    cause: parsed.error,
  });
}

/** The API may be newer than this client and say more: what it says besides is left out. False: there was nothing of the kind. */
function leaveOutUnknown(
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): boolean {
  let isAny = false;
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const holder = issue.path.reduce<unknown>(
      (inner, step) => Reflect.get(inner as object, step),
      value,
    ) as object;
    for (const key of issue.keys)
      isAny = Reflect.deleteProperty(holder, key) || isAny;
  }
  return isAny;
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CompanionRefusal("sync-reply-unreadable", { status, cause });
  }
}

/** Nobody means a clerk to wait longer without another try; 立即重试 is there before that. */
const longestRetryAfterMs = 60 * 60_000;

/** Seconds or a date (RFC 9110 section 10.2.3), as milliseconds from now. */
function readRetryAfter(answer: CompanionAnswer): number | null {
  const value = answer.header("retry-after");
  if (value === null) return null;
  const waitMs = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - answeredAt(answer);
  return Number.isFinite(waitMs)
    ? Math.min(Math.max(0, waitMs), longestRetryAfterMs)
    : null;
}

/** By the clock that the date was told by: this machine's may be days off. */
function answeredAt(answer: CompanionAnswer): number {
  const at = Date.parse(answer.header("date") ?? "");
  return Number.isNaN(at) ? Date.now() : at;
}
