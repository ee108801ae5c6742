import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { filingContentSchema } from "../filings/filing-content.ts";
import { filingKindSchema } from "../filings/filing-state.ts";

export const rescuedReasonSchema = z.enum([
  /** Typed before the program ended without being closed. */
  "crash",
  /** Newer than the backup, and still readable in the damaged file. */
  "damage",
  /** 放弃 */
  "discarded",
  /** Fetched from a backup on request. */
  "backup",
]);
export type RescuedReason = z.infer<typeof rescuedReasonSchema>;

export const rescuedPlacingSchema = z.enum([
  /** Nothing was typed since it was found. */
  "stands-there",
  /** The draft or the unsaved changes there are set aside as `discarded`. */
  "replaces-typed",
  /** As unsaved changes of what is saved. */
  "beside-saved",
  /** The filing is gone or cannot be filled in now. */
  "new-draft",
]);
export type RescuedPlacing = z.infer<typeof rescuedPlacingSchema>;

export const rescuedContentSchema = z.strictObject({
  id: z.uuid(),
  filingId: z.uuid(),
  reason: rescuedReasonSchema,
  typedAt: z.iso.datetime(),
  /** Null: to be asked about now. */
  leftAt: z.iso.datetime().nullable(),
  /** Null: a new form. */
  kind: filingKindSchema.nullable(),
  content: filingContentSchema,
  /**
   * What stands in the form now; where that is this very content since a crash, what stood there before. Null: nothing.
   */
  standing: filingContentSchema.nullable(),
  /** Something else stands there now, typed or saved later. */
  isOlder: z.boolean(),
  /** Where 恢复 would put it. */
  placing: rescuedPlacingSchema,
});
export type RescuedContent = z.infer<typeof rescuedContentSchema>;

const one = z.strictObject({ id: z.uuid() });

/** 找回的内容 */
export const rescuedProcedures = {
  "rescued.list": procedure(
    "signed-in",
    z.strictObject({}),
    z.strictObject({ contents: z.array(rescuedContentSchema) }),
  ),
  /** The content stands in the form of the filing named in the answer; where that can no longer be filled in, in a new draft. */
  "rescued.take": procedure(
    "signed-in",
    one,
    z.strictObject({ filingId: z.uuid() }),
  ),
  /** Back to what was saved last; the content stays here for 30 days. */
  "rescued.leave": procedure("signed-in", one, z.strictObject({})),
} as const;
