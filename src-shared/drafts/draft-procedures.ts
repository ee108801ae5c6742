import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import {
  filingContentSchema,
  sha256Schema,
} from "../filings/filing-content.ts";

const filingId = z.strictObject({ filingId: z.uuid() });

export const draftProcedures = {
  /**
   * The start of a form: prefilled content under a new id. Writes nothing; refused while an application is under way.
   * 复制上次备案 fills it from the newest approved filing, files included (`filing-nothing-to-copy` without one).
   */
  "drafts.begin": procedure(
    "signed-in",
    z.strictObject({ copyFrom: z.literal("last-approved").nullable() }),
    z.strictObject({ filingId: z.uuid(), content: filingContentSchema }),
  ),
  /**
   * Autosave and 暂存. A new form becomes a 暂存 row; on a saved row the content is kept beside it as the working
   * copy. When this returns, the content survives a power cut. `restsOn` is the `contentDigest` that the form was
   * opened with, so that a change arriving from another machine meanwhile is seen as a conflict.
   */
  "drafts.keep": procedure(
    "signed-in-even-locked",
    z.strictObject({
      filingId: z.uuid(),
      content: filingContentSchema,
      restsOn: sha256Schema.nullable().default(null),
    }),
    z.strictObject({ savedAt: z.iso.datetime() }),
  ),
  /** 暂存, or a form left in order: what was kept is meant, so a crash later does not ask about it. */
  "drafts.settle": procedure(
    "signed-in-even-locked",
    filingId,
    z.strictObject({}),
  ),
  /** 放弃: drops the working copy of a saved row. */
  "drafts.discard-working-copy": procedure(
    "signed-in",
    filingId,
    z.strictObject({}),
  ),
} as const;

export const draftEvents = {
  /** The machine falls asleep or the session at it ends: what was typed is wanted now, without the pause after typing. */
  "drafts.keep-now": z.strictObject({}),
} as const;
