import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { problemSchema } from "../problems/problem.ts";

export const syncStateSchema = z.strictObject({
  connection: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("online") }),
    z.strictObject({ kind: z.literal("offline"), problem: problemSchema }),
    z.strictObject({ kind: z.literal("unknown") }),
  ]),
  /** The API wants a fresh sign-in before it takes more; nothing is lost meanwhile. */
  needsSignIn: z.boolean(),
  /** Saves, deletions and submissions that wait for the API. */
  waitingCount: z.int().nonnegative(),
  /** When the next try begins by itself; null = nothing waits or a try is running. */
  nextTryAt: z.iso.datetime().nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

export const syncProcedures = {
  "sync.state": procedure("anyone", z.strictObject({}), syncStateSchema),
  /** 立即重试 */
  "sync.retry-now": procedure("signed-in", z.strictObject({}), syncStateSchema),
} as const;

export const syncEvents = {
  "sync.changed": syncStateSchema,
} as const;
