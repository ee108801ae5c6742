import canonicalize from "canonicalize";
import { z } from "zod";
import { ProblemError } from "../problems/problem.ts";
import { filesOfCategory } from "./file-lists.ts";
import {
  attachmentSchema,
  filingFieldsSchema,
  fileKindSchema,
  type FilingContent,
} from "./filing-content.ts";
import { filingKindSchema, type FilingKind } from "./filing-state.ts";

export const submissionPurpose = "cn.usedcar.filing/submission/v1";
export const formVersion = 1;

/**
 * What an enterprise signs at 上报. The purpose tag keeps it apart from a sign-in statement; the origin keeps it
 * from being replayed at another authority's API.
 */
export const frozenSubmissionSchema = z.strictObject({
  purpose: z.literal(submissionPurpose),
  formVersion: z.literal(formVersion),
  companionOrigin: z.string().max(300),
  submissionId: z.uuid(),
  filingId: z.uuid(),
  kind: filingKindSchema,
  baseVersion: z.int().positive(),
  frozenAt: z.iso.datetime(),
  fields: filingFieldsSchema,
  files: z.partialRecord(fileKindSchema, attachmentSchema),
});
export type FrozenSubmission = z.infer<typeof frozenSubmissionSchema>;

const olderSubmissionSchema = frozenSubmissionSchema.extend({
  formVersion: z.int().nonnegative().lt(formVersion),
  fields: z.record(z.string(), z.unknown()),
  files: z.record(z.string(), attachmentSchema),
});
const knownSubmissionSchema = z.union([
  frozenSubmissionSchema,
  olderSubmissionSchema,
]);
export type KnownSubmission = z.infer<typeof knownSubmissionSchema>;

/** RFC 8785 canonical JSON in UTF-8: the exact bytes that are shown, signed, sent, stored and named by the receipt. */
export function freezeSubmission(submission: {
  companionOrigin: string;
  submissionId: string;
  filingId: string;
  kind: FilingKind;
  baseVersion: number;
  frozenAt: Date;
  content: FilingContent;
}): string {
  const { content, frozenAt, ...rest } = submission;
  const files = Object.fromEntries(
    filesOfCategory(content.fields.enterpriseCategory).flatMap(({ kind }) => {
      const attachment = content.files[kind];
      return attachment === null ? [] : [[kind, attachment]];
    }),
  );
  const frozen: FrozenSubmission = {
    purpose: submissionPurpose,
    formVersion,
    ...rest,
    frozenAt: frozenAt.toISOString(),
    fields: content.fields,
    files,
  };
  return canonicalJson(frozen);
}

/** Refuses bytes that are not exactly the canonical form of what they say: no two readings of one signature. */
export function parseFrozenSubmission(text: string): FrozenSubmission {
  return parseCanonical(frozenSubmissionSchema, text);
}

/** Of an older form too, whose fields nobody here can read: what was signed once keeps its bytes and its receipt. */
export function parseKnownSubmission(text: string): KnownSubmission {
  return parseCanonical(knownSubmissionSchema, text);
}

export function isOfPresentForm(
  submission: KnownSubmission,
): submission is FrozenSubmission {
  return submission.formVersion === formVersion;
}

function parseCanonical<Shape extends z.ZodType>(
  shape: Shape,
  text: string,
): z.output<Shape> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ProblemError("frozen-bytes-malformed", undefined, {
      cause: error,
    });
  }
  const frozen = shape.safeParse(parsed);
  if (!frozen.success || canonicalJson(frozen.data) !== text)
    throw new ProblemError("frozen-bytes-malformed");
  return frozen.data;
}

function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
