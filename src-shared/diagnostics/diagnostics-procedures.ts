import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { problemCodeSchema } from "../problems/problem.ts";
import {
  diagnosticFactNames,
  diagnosticSectionNames,
  diagnosticWords,
} from "./diagnostic-names.ts";

/** Kinds of values that can be said without asking what they are; a secret has none of these names and no kind. */
export const diagnosticValueSchema = z.discriminatedUnion("kind", [
  /** From a file, a driver or a key: shortened and redacted before it gets here. */
  z.strictObject({ kind: z.literal("text"), text: z.string().max(500) }),
  z.strictObject({ kind: z.literal("number"), number: z.number() }),
  z.strictObject({ kind: z.literal("yes-no"), isYes: z.boolean() }),
  z.strictObject({ kind: z.literal("time"), at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal("word"), word: z.enum(diagnosticWords) }),
  /** Of a driver's file; `signerName` as the file says, null where it names nobody. */
  z.strictObject({
    kind: z.literal("signature"),
    state: z.enum(["signed", "unsigned", "invalid", "unknown"]),
    signerName: z.string().max(500).nullable(),
  }),
  /** Null: nothing is wrong. */
  z.strictObject({
    kind: z.literal("problem"),
    code: problemCodeSchema.nullable(),
  }),
]);
export type DiagnosticValue = z.infer<typeof diagnosticValueSchema>;

export const diagnosticFactSchema = z.strictObject({
  name: z.enum(diagnosticFactNames),
  value: diagnosticValueSchema,
});
export type DiagnosticFact = z.infer<typeof diagnosticFactSchema>;

/** All rows of a section carry the same facts in the same order. */
export const diagnosticSectionSchema = z.strictObject({
  name: z.enum(diagnosticSectionNames),
  rows: z.array(z.array(diagnosticFactSchema)),
  /** Why the section could not be read; the others stand. */
  problem: problemCodeSchema.nullable(),
});
export type DiagnosticSection = z.infer<typeof diagnosticSectionSchema>;

export const diagnosticReportSchema = z.strictObject({
  madeAt: z.iso.datetime(),
  sections: z.array(diagnosticSectionSchema),
});
export type DiagnosticReport = z.infer<typeof diagnosticReportSchema>;

/** What a diagnostic file holds, for reading before it is saved. */
export const bundleFileSchema = z.strictObject({
  name: z.string(),
  text: z.string(),
});
export type BundleFile = z.infer<typeof bundleFileSchema>;

export const diagnosticsProcedures = {
  "diagnostics.read": procedure(
    "anyone",
    z.strictObject({}),
    diagnosticReportSchema,
    120_000,
  ),
  /** Collects and keeps it, so that what is saved is what was shown. */
  "diagnostics.preview-file": procedure(
    "anyone",
    z.strictObject({}),
    z.strictObject({ files: z.array(bundleFileSchema) }),
    120_000,
  ),
  /** Saves what was shown last, where the clerk says in a dialog of the host; null where the dialog is cancelled. */
  "diagnostics.save-file": procedure(
    "anyone",
    z.strictObject({}),
    z.strictObject({ path: z.string().nullable() }),
    null,
  ),
} as const;
