import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";

const nothing = z.strictObject({});
const passphrase = z.string().max(200);
/** The clerk closed the host's file dialog. */
const notChosen = z.strictObject({ kind: z.literal("not-chosen") });

/**
 * 导出 and 导入: one draft with its attachments as one encrypted file. The host asks for the place; the page never names a
 * path.
 */
export const draftFileProcedures = {
  "draft-files.export": procedure(
    "signed-in",
    z.strictObject({ filingId: z.uuid(), passphrase }),
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("written"), fileName: z.string() }),
      notChosen,
    ]),
    null,
  ),
  /** The file that the next import reads, until another is chosen or the person signs out. */
  "draft-files.choose": procedure(
    "signed-in",
    nothing,
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("chosen"),
        fileName: z.string(),
        size: z.int(),
      }),
      notChosen,
    ]),
    null,
  ),
  /** A new draft, complete on disk when this returns; refused, it leaves nothing behind. */
  "draft-files.import": procedure(
    "signed-in",
    z.strictObject({ passphrase }),
    z.strictObject({ filingId: z.uuid() }),
    null,
  ),
  /** What runs ends with `draft-file-cancelled`. */
  "draft-files.cancel": procedure("signed-in-even-locked", nothing, nothing),
} as const;

export const draftFileEvents = {
  "draft-files.progress": z.strictObject({
    doneBytes: z.int(),
    totalBytes: z.int().positive(),
  }),
} as const;
