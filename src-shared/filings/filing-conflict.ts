import { z } from "zod";
import {
  fileKindSchema,
  filingContentSchema,
  filingFieldsSchema,
} from "./filing-content.ts";
import { filingKindSchema, filingStateSchema } from "./filing-state.ts";

const instant = z.iso.datetime();

export const contentPlaceSchema = z.union([
  filingFieldsSchema.keyof(),
  fileKindSchema,
]);

/** The filing as another machine left it at the API. */
const theirsSchema = z.strictObject({
  content: filingContentSchema,
  updatedAt: instant,
  version: z.int().positive(),
  state: filingStateSchema,
  kind: filingKindSchema,
});

/** One filing changed here and on another machine: both sides, for the clerk to decide. */
export const filingConflictSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("changed-here"),
    /** The newest of this machine: what is typed and not saved, or else what was saved last. */
    mine: z.strictObject({ content: filingContentSchema, savedAt: instant }),
    theirs: theirsSchema,
    /** What both sides began from, where this machine still knows it: tells who changed a place. */
    base: filingContentSchema.nullable(),
    /** Places where mine and theirs differ, in the order of the form. */
    differing: z.array(contentPlaceSchema),
    /** False: theirs was submitted or decided meanwhile, so that only theirs can be kept. */
    canSave: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("deleted-here"),
    deletedAt: instant,
    theirs: theirsSchema,
    /** False: theirs was submitted or decided meanwhile, so that only theirs can be kept. */
    canDelete: z.boolean(),
  }),
]);
export type FilingConflict = z.infer<typeof filingConflictSchema>;

const onTheirs = {
  filingId: z.uuid(),
  /** The version that the clerk saw; refused with `filing-version-conflict` when the API is known to be further. */
  theirVersion: z.int().positive(),
};

/** How the clerk decides a conflict. */
export const conflictDecisionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("save"),
    ...onTheirs,
    /** Chosen place by place; saved on top of theirs. */
    content: filingContentSchema,
  }),
  z.strictObject({ kind: z.literal("keep-theirs"), ...onTheirs }),
  z.strictObject({ kind: z.literal("delete-anyway"), ...onTheirs }),
]);
export type ConflictDecision = z.infer<typeof conflictDecisionSchema>;
