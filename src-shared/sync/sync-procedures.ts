import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { problemSchema } from "../problems/problem.ts";
import { sha256Schema } from "../filings/filing-content.ts";

/** What is on its way just now. */
export const transferSchema = z.strictObject({
  filingId: z.uuid(),
  purpose: z.enum(["save", "delete", "submission"]),
  /** Files that the API holds, of all that go with it. */
  sentFiles: z.int().nonnegative(),
  totalFiles: z.int().nonnegative(),
  /** Of the files that the API did not hold when this began. */
  sentBytes: z.int().nonnegative(),
  totalBytes: z.int().nonnegative(),
  /** Null until there is something to judge by. */
  bytesPerSecond: z.int().nonnegative().nullable(),
  secondsLeft: z.int().nonnegative().nullable(),
  files: z.array(
    z.strictObject({
      sha256: sha256Schema,
      fileName: z.string(),
      sentBytes: z.int().nonnegative(),
      size: z.int().nonnegative(),
    }),
  ),
});
export type Transfer = z.infer<typeof transferSchema>;

/** Every filing of this machine is in exactly one of the three. */
export const filingCountsSchema = z.strictObject({
  /** 草稿: on this machine only, and nothing of it is meant to go yet. */
  draft: z.int().nonnegative(),
  /** 待发送: a save, a deletion or a submission waits for the API. */
  waiting: z.int().nonnegative(),
  /** 已发送: the API has all of it. */
  sent: z.int().nonnegative(),
  /** How many of those sent still wait for the clerk's 上报. */
  toSubmit: z.int().nonnegative(),
  /** How many of them need the clerk. */
  attention: z.int().nonnegative(),
});
export type FilingCounts = z.infer<typeof filingCountsSchema>;

export const syncStateSchema = z.strictObject({
  connection: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("online") }),
    z.strictObject({ kind: z.literal("offline"), problem: problemSchema }),
    z.strictObject({ kind: z.literal("unknown") }),
  ]),
  /** The API wants a fresh sign-in before it takes more; nothing is lost meanwhile. */
  needsSignIn: z.boolean(),
  counts: filingCountsSchema,
  /** 暂停: nothing is sent until 继续, 立即重试 or the next sign-in. */
  isPaused: z.boolean(),
  transfer: transferSchema.nullable(),
  /** When the next try begins by itself; null = nothing waits or a try is running. */
  nextTryAt: z.iso.datetime().nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

const nothing = z.strictObject({});

export const syncProcedures = {
  "sync.state": procedure("anyone", nothing, syncStateSchema),
  /** 立即重试 */
  "sync.retry-now": procedure("signed-in", nothing, syncStateSchema),
  /** 暂停; a file on its way goes on later at the byte that arrived. */
  "sync.pause": procedure("signed-in", nothing, syncStateSchema),
  /** 继续 */
  "sync.resume": procedure("signed-in", nothing, syncStateSchema),
} as const;

export const syncEvents = {
  "sync.changed": syncStateSchema,
} as const;
