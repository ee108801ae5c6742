import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";

const state = z.strictObject({
  /** Null: this person has no recovery code yet. */
  madeAt: z.iso.datetime().nullable(),
});

/** 恢复码, the second way to this person's data on this machine. */
export const recoveryProcedures = {
  "recovery.state": procedure("signed-in", z.strictObject({}), state),
  /** A new code, shown this once. It counts from `recovery.confirm` on; until then an earlier one stays good. */
  "recovery.begin": procedure(
    "signed-in",
    z.strictObject({}),
    z.strictObject({ code: z.string() }),
  ),
  /** The code typed back. */
  "recovery.confirm": procedure(
    "signed-in",
    z.strictObject({ typed: z.string().max(200) }),
    state,
  ),
} as const;
