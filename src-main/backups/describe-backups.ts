import { existsSync } from "node:fs";
import type {
  BackupFiling,
  BackupLine,
} from "../../src-shared/backups/backup-procedures.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { listOffered, type Backup } from "./backup-folder.ts";
import { readTraces, withBackup, type FilingTrace } from "./read-backup.ts";

/** `identityId` null, here as below: everybody's, because restoring concerns them all. */
export async function backupLines(
  folder: string,
  identityId: string | null,
): Promise<BackupLine[]> {
  const backups = await listOffered(folder);
  return backups.map(({ name, path, madeAt, kind }) => ({
    name,
    madeAt: madeAt.toISOString(),
    isWhole: kind !== "damaged",
    filingCount:
      withBackup(path, readTraces)?.filter(isOf(identityId)).length ?? null,
  }));
}

/** Only a name that stands in the list: a name of the page never becomes a path. Throws `backup-unknown`. */
export async function findBackup(
  folder: string,
  name: string,
): Promise<Backup> {
  const found = (await listOffered(folder)).find((each) => each.name === name);
  if (found === undefined) throw new ProblemError("backup-unknown");
  return found;
}

export function previewBackup(
  backup: Backup,
  databaseFile: string,
  identityId: string | null,
): { filings: BackupFiling[]; isNowReadable: boolean } {
  const isOwn = isOf(identityId);
  const then = withBackup(backup.path, readTraces);
  if (then === null) throw new ProblemError("backup-unreadable");
  const now = existsSync(databaseFile)
    ? withBackup(databaseFile, readTraces)
    : null;
  const byId = new Map<string, BackupFiling>();
  for (const trace of then.filter(isOwn))
    byId.set(trace.id, { ...lineOf(trace), inBackup: traceOf(trace) });
  for (const trace of now?.filter(isOwn) ?? [])
    byId.set(trace.id, {
      ...(byId.get(trace.id) ?? lineOf(trace)),
      now: traceOf(trace),
    });
  const filings = [...byId.values()].sort((one, other) =>
    lastChange(other).localeCompare(lastChange(one)),
  );
  return { filings, isNowReadable: now !== null };
}

function isOf(identityId: string | null): (trace: FilingTrace) => boolean {
  return (trace) => identityId === null || trace.identityId === identityId;
}

function lineOf({ id, kind, year }: FilingTrace): BackupFiling {
  return { filingId: id, kind, year, inBackup: null, now: null };
}

function traceOf({ state, changedAt, isWaiting }: FilingTrace) {
  return { state, changedAt, isWaiting };
}

function lastChange({ inBackup, now }: BackupFiling): string {
  return now?.changedAt ?? inBackup?.changedAt ?? "";
}
