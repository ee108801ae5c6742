import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { problemCodeSchema } from "../problems/problem.ts";

export const updateStateSchema = z.strictObject({
  version: z.string(),
  /** IT wants at least this one, and this client is older; null otherwise. Work goes on all the same. */
  wantedVersion: z.string().nullable(),
  stage: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("off"),
      reason: z.enum(["by-policy", "no-feed", "not-installed", "not-signed"]),
    }),
    z.strictObject({
      kind: z.literal("current"),
      checkedAt: z.iso.datetime().nullable(),
    }),
    z.strictObject({ kind: z.literal("checking") }),
    /** This client only tells: IT or an administrator installs. */
    z.strictObject({ kind: z.literal("offered"), version: z.string() }),
    z.strictObject({
      kind: z.literal("downloading"),
      version: z.string(),
      percent: z.int().min(0).max(100),
    }),
    /** Installed when the client is closed. */
    z.strictObject({ kind: z.literal("ready"), version: z.string() }),
    z.strictObject({ kind: z.literal("failed"), code: problemCodeSchema }),
  ]),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

const none = z.strictObject({});

export const updateProcedures = {
  "updates.state": procedure("anyone", none, updateStateSchema),
  /** Begins to look now; what it finds comes as `updates.changed`. */
  "updates.check": procedure("anyone", none, updateStateSchema),
  "updates.cancel": procedure("anyone", none, updateStateSchema),
} as const;

export const updateEvents = { "updates.changed": updateStateSchema } as const;
