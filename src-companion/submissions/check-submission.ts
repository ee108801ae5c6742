import canonicalize from "canonicalize";
import type { FileKind } from "../../src-shared/filings/filing-content.ts";
import {
  filesOfCategory,
  requirementOf,
} from "../../src-shared/filings/file-lists.ts";
import type { FrozenSubmission } from "../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { FileRooms } from "../files/file-rooms.ts";
import { findHeldFiles, type HeldFile } from "../files/file-store.ts";
import { isWhole } from "../files/lost-files.ts";
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

/** Reads every file that a submission names, so that what the disk has lost is not held when it is counted. */
export async function lookAtFiles(
  parts: CompanionParts,
  frozen: FrozenSubmission,
  { readable }: FileRooms,
): Promise<void> {
  for (const file of await findHeldFiles(
    parts.database,
    readable,
    digestsOf(frozen),
  ))
    await isWhole(parts, file);
}

/** Every file is here, of the size that was frozen, and of a type its row allows. Returns each once. */
export async function checkFilesHeld(
  transaction: CompanionTransaction,
  frozen: FrozenSubmission,
  { own, readable }: FileRooms,
): Promise<readonly HeldFile[]> {
  const digests = digestsOf(frozen);
  const held = new Map(
    (await findHeldFiles(transaction, readable, digests))
      // Of two copies the own one, which comes last here, is named.
      .sort(
        (one, other) => Number(one.room === own) - Number(other.room === own),
      )
      .map((file) => [file.sha256, file]),
  );
  const missing = digests.filter((sha256) => !held.has(sha256));
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
  return [...held.values()];
}

function digestsOf({ files }: FrozenSubmission): string[] {
  return [...new Set(Object.values(files).map(({ sha256 }) => sha256))];
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
}

function differs(part: string): ProblemError {
  return new ProblemError("frozen-bytes-differ", { part });
}
