import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Database } from "better-sqlite3";
import type {
  backupProcedures,
  StorageState,
} from "../../src-shared/backups/backup-procedures.ts";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import { arePagesSound } from "../storage/check-pages.ts";
import { listBackups } from "./backup-folder.ts";
import { backupLines, findBackup, previewBackup } from "./describe-backups.ts";
import { makeBackup } from "./make-backup.ts";

export interface BackupNeeds {
  readonly database: Database;
  readonly databaseFile: string;
  readonly attachmentsRoot: string;
  readonly folder: () => string;
  readonly now: () => Date;
  readonly every: (ms: number, action: () => void) => () => void;
  /** Null: nobody is signed in. */
  readonly identityId: () => string | null;
  /** Own contents of a backup that differ from now become rescued contents, their files with them. */
  readonly fetchContents: (
    backupFolder: string,
    backupPath: string,
  ) => Promise<number>;
  /** The system's store does not open the data of somebody who signed in here before. */
  readonly isLockedOut: () => Promise<boolean>;
  readonly startAnew: () => Promise<void>;
  /** Closes the database, puts the backup in its place, opens again. */
  readonly restore: (backupFolder: string, backupPath: string) => Promise<void>;
  /** Whether the sealed values of a database open, as far as this machine can tell. */
  readonly opens: (database: Database) => Promise<boolean>;
  readonly onChanged: (state: StorageState) => void;
  readonly logDefect: (error: unknown) => void;
}

export interface Backups {
  readonly handlers: ProcedureHandlers<typeof backupProcedures>;
  /** In the background: looks at every page and value, then makes a backup where the newest is older than the database. */
  readonly begin: () => Promise<void>;
  readonly state: () => StorageState;
  /** Something was found that does not open: from now on a restore is offered. */
  readonly noteDamage: () => void;
  /** Soon, because something came that nothing else could bring back. */
  readonly makeSoon: () => void;
  /** A last one, where something changed since. */
  readonly close: () => Promise<void>;
}

const hourMs = 60 * 60 * 1000;

export function createBackups(needs: BackupNeeds): Backups {
  const { database, folder } = needs;
  const changes = database
    .prepare<[], number>("SELECT total_changes()")
    .pluck();
  let isSound: boolean | null = null;
  let lastBackupAt: Date | null = null;
  let backupProblem: Problem | null = null;
  let savedChanges = changes.get() ?? 0;
  let running: Promise<void> | null = null;
  let stop = (): void => undefined;

  const state = (): StorageState => ({
    kind: "open",
    isSound,
    lastBackupAt: lastBackupAt?.toISOString() ?? null,
    backupProblem,
  });
  const hasChanged = (): boolean => changes.get() !== savedChanges;
  const noteDamage = (): void => {
    if (isSound === false) return;
    isSound = false;
    needs.onChanged(state());
  };

  const backUpOnce = async (): Promise<void> => {
    if (!database.open) return;
    const before = changes.get() ?? 0;
    try {
      const { kind } = await makeBackup({ ...needs, folder: folder() });
      savedChanges = before;
      if (kind === "damaged") isSound = false;
      lastBackupAt = needs.now();
      backupProblem = null;
    } catch (error) {
      if (!(error instanceof ProblemError)) needs.logDefect(error);
      const isNamed = error instanceof ProblemError;
      backupProblem = isNamed
        ? error.problem
        : { code: "bridge-unexpected-error" };
      if (backupProblem.code === "storage-damaged") isSound = false;
    }
    needs.onChanged(state());
  };
  /** One at a time; who asks meanwhile waits for the one that runs. */
  const backUp = (): Promise<void> => {
    running ??= backUpOnce().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    handlers: {
      "storage.state": state,
      "storage.open-again": state,
      "backups.list": async () => ({
        backups: await backupLines(folder(), needs.identityId()),
      }),
      "backups.preview": async ({ name }) => {
        const backup = await findBackup(folder(), name);
        return previewBackup(backup, needs.databaseFile, needs.identityId());
      },
      "backups.make": async () => {
        await backUp();
        if (backupProblem !== null)
          throw new ProblemError(backupProblem.code, backupProblem.facts);
        return state();
      },
      "backups.fetch": async ({ name }) => {
        const { path } = await findBackup(folder(), name);
        return { count: await needs.fetchContents(dirname(path), path) };
      },
      "storage.start-anew": async () => {
        const isWayLeft = isSound !== false && !(await needs.isLockedOut());
        if (needs.identityId() !== null || isWayLeft)
          throw new ProblemError("storage-in-order");
        await needs.startAnew();
        return {};
      },
      "backups.restore": async ({ name }) => {
        if (isSound !== false) throw new ProblemError("backup-not-needed");
        const { path } = await findBackup(folder(), name);
        await needs.restore(dirname(path), path);
        return {};
      },
    },
    begin: async () => {
      try {
        // One dated after now tells nothing: a clock ran ahead then.
        const newest = (await listBackups(folder())).find(
          ({ madeAt }) => madeAt <= needs.now(),
        );
        lastBackupAt = newest?.madeAt ?? null;
        const hasSoundPages = await arePagesSound(database);
        const isWhole = hasSoundPages && (await needs.opens(database));
        // Somebody may have come upon a damage meanwhile.
        isSound = isWhole && isSound !== false;
        needs.onChanged(state());
        const isOld =
          newest === undefined ||
          newest.madeAt.getTime() < changedAt(needs.databaseFile);
        if (isOld && hasSoundPages) await backUp();
        stop = needs.every(hourMs, () => {
          if (hasChanged()) void backUp();
        });
      } catch (error) {
        needs.logDefect(error);
      }
    },
    state,
    noteDamage,
    makeSoon: () => {
      // One that runs may have begun before.
      void (running ?? Promise.resolve()).then(backUp);
    },
    close: async () => {
      stop();
      await running;
      if (isSound !== null && hasChanged()) await backUp();
    },
  };
}

function changedAt(databaseFile: string): number {
  const times = [databaseFile, `${databaseFile}-wal`].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times);
}
