import { z } from "zod";
import type {
  Attachment,
  FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import { formVersion } from "../../src-shared/filings/frozen-submission.ts";
import {
  carryOver,
  mergePlaces,
  placeToCheckSchema,
} from "../../src-shared/filings/older-forms.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

// Plain bytes of a draft file: length of the form (32 bits), the form as JSON, then the bytes of every attachment it names,
// each once, in the order of the form.

export const formLengthBytes = 4;
export const longestFormBytes = 4 * 1024 * 1024;

/** A draft as it is handed on, with what an older form left to be looked at. */
export type DraftForm = ReturnType<typeof carryOver>;

const formSchema = z.strictObject({
  formVersion: z.int().positive(),
  content: z.unknown(),
  // Absent in files from before it was kept.
  toCheck: z.array(placeToCheckSchema).default([]),
});

export function writeForm({ content, toCheck }: DraftForm): Buffer {
  const form = { formVersion, content, toCheck };
  const text = Buffer.from(JSON.stringify(form), "utf8");
  const length = Buffer.alloc(formLengthBytes);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

/** Throws `draft-file-too-new`, and `draft-file-damaged` where it is no form. */
export function readForm(bytes: Uint8Array): DraftForm {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const form = formSchema.parse(JSON.parse(text));
    if (form.formVersion > formVersion)
      throw new ProblemError("draft-file-too-new");
    const { content, toCheck } = carryOver(form.formVersion, form.content);
    return { content, toCheck: mergePlaces(form.toCheck, toCheck) };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError("draft-file-damaged", undefined, { cause: error });
  }
}

export function attachmentsOf({ files }: FilingContent): Attachment[] {
  const bySha256 = new Map(
    Object.values(files)
      .filter((file) => file !== null)
      .map((file) => [file.sha256, file]),
  );
  return [...bySha256.values()];
}
