import canonicalize from "canonicalize";
import type { FileKind } from "../../src-shared/filings/filing-content.ts";
import {
  filesOfCategory,
  requirementOf,
} from "../../src-shared/filings/file-lists.ts";
import type { FrozenSubmission } from "../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { findHeldFiles } from "../files/file-store.ts";
import type { FilingRow } from "../filings/filing-store.ts";
import { readContent } from "../filings/to-filing-record.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";

/** What was signed must be what is saved here, at the version it rests on, for this API. */
export function checkFrozenAgainstFiling(
  frozen: FrozenSubmission,
  row: FilingRow,
  origin: string,
): void {
  if (frozen.companionOrigin !== origin) throw differs("companionOrigin");
  if (frozen.fields.uscc !== row.uscc) throw differs("uscc");
  if (frozen.baseVersion !== row.version) {
    throw new ProblemError("submission-base-moved", {
      currentVersion: row.version,
    });
  }
  if (frozen.kind !== row.kind) throw differs("kind");
  const saved = readContent(row.content);
  if (!isSame(frozen.fields, saved.fields)) throw differs("fields");
  const counted = filesOfCategory(saved.fields.enterpriseCategory).flatMap(
    ({ kind }) => {
      const attachment = saved.files[kind];
      return attachment === null ? [] : [[kind, attachment] as const];
    },
  );
  if (!isSame(frozen.files, Object.fromEntries(counted)))
    throw differs("files");
}

/** Every file is here, of the size that was signed, and of a type its row allows. Returns the digests. */
export async function checkFilesHeld(
  transaction: CompanionTransaction,
  frozen: FrozenSubmission,
  uscc: string,
): Promise<Set<string>> {
  const digests = new Set(
    Object.values(frozen.files).map(({ sha256 }) => sha256),
  );
  const held = new Map(
    (await findHeldFiles(transaction, uscc, [...digests])).map((file) => [
      file.sha256,
      file,
    ]),
  );
  const missing = [...digests].filter((sha256) => !held.has(sha256));
  if (missing[0] !== undefined)
    throw new ProblemError("file-missing", {
      sha256: missing[0],
      count: missing.length,
    });
  for (const [kind, attachment] of Object.entries(frozen.files)) {
    const requirement = requirementOf(kind as FileKind);
    const file = held.get(attachment.sha256);
    if (file?.size !== attachment.size) throw differs("files");
    if (file.size > requirement.limit)
      throw new ProblemError("file-too-large", { place: kind });
    if (!(requirement.types as readonly string[]).includes(file.file_type)) {
      throw new ProblemError("file-type-refused", { place: kind });
    }
  }
  return digests;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
}

function differs(part: string): ProblemError {
  return new ProblemError("frozen-bytes-differ", { part });
}
