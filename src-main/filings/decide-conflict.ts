import type {
  ConflictDecision,
  FilingConflict,
} from "../../src-shared/filings/filing-conflict.ts";
import { differingPlaces } from "../../src-shared/filings/differing-places.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import {
  standingOf,
  transition,
} from "../../src-shared/filings/transitions.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { filingFromRecord } from "./apply-server-record.ts";
import { deleteByClerk, saveByClerk } from "./change-by-clerk.ts";
import { contentDigest } from "./content-digest.ts";
import type { FilingRowValue } from "./local-filing.ts";

/** Whether another machine's change stands against one made here, and the API has said so where it was asked. */
export function isInConflict({
  pending,
  failure,
  serverVersion,
  workingCopy,
  movedUnderCopy,
}: FilingRowValue): boolean {
  if (serverVersion === null) return false;
  return pending === null
    ? workingCopy !== null && movedUnderCopy !== null
    : failure !== null && serverVersion > pending.baseVersion;
}

/** Both sides, or null where there is no conflict. */
export function findConflict(filing: FilingRowValue): FilingConflict | null {
  const { serverRecord, pending } = filing;
  if (serverRecord === null || !isInConflict(filing)) return null;
  const { content, updatedAt, version, state, kind } = serverRecord;
  const theirs = { content, updatedAt, version, state, kind };
  if (pending?.kind === "delete")
    return {
      kind: "deleted-here",
      deletedAt: pending.changedAt,
      theirs,
      canDelete: canDelete(serverRecord),
    };
  const mine = filing.workingCopy ?? {
    content: filing.content,
    savedAt: pending?.changedAt ?? filing.updatedAt,
  };
  return {
    kind: "changed-here",
    mine,
    theirs,
    base: pending?.base ?? filing.movedUnderCopy?.base ?? null,
    differing: differingPlaces(mine.content, content),
    canSave: canSave(serverRecord),
  };
}

function canSave(record: FilingRecord): boolean {
  const action = record.state === "approved" ? "amend" : "save";
  return transition(standingOf(record), action) !== undefined;
}

function canDelete(record: FilingRecord): boolean {
  return transition(standingOf(record), "delete") !== undefined;
}

/** The filing after the clerk's decision, which rests on exactly the version that was shown. */
export function decideConflict(
  filing: FilingRowValue,
  decision: ConflictDecision,
  now: Date,
): FilingRowValue {
  const { serverRecord, history, receipt } = filing;
  if (serverRecord === null || !isInConflict(filing))
    throw new ProblemError("filing-no-conflict");
  const { version } = serverRecord;
  if (version !== decision.theirVersion)
    throw new ProblemError("filing-version-conflict", {
      currentVersion: version,
    });
  const theirs = { ...filingFromRecord(serverRecord, history), receipt };
  switch (decision.kind) {
    case "keep-theirs":
      return theirs;
    case "delete-anyway":
      return deleteByClerk(theirs, now) ?? theirs;
    case "save": {
      const isTheirs =
        contentDigest(decision.content) === contentDigest(theirs.content);
      return isTheirs ? theirs : saveByClerk(theirs, decision.content, now);
    }
  }
}
