import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import {
  filingKindSchema,
  filingStateSchema,
} from "../filings/filing-state.ts";
import { problemSchema } from "../problems/problem.ts";

export const storageStateSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("open"),
    /** Null: still being looked at. False: pages are damaged; what can be read is shown, and a backup is offered. */
    isSound: z.boolean().nullable(),
    lastBackupAt: z.iso.datetime().nullable(),
    /** Why the last one could not be made. */
    backupProblem: problemSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal("closed"), problem: problemSchema }),
]);
export type StorageState = z.infer<typeof storageStateSchema>;

const backupLineSchema = z.strictObject({
  name: z.string(),
  madeAt: z.iso.datetime(),
  /** False: some of what it holds does not open any more. */
  isWhole: z.boolean(),
  /** Null: the file cannot be read. */
  filingCount: z.int().nullable(),
});
export type BackupLine = z.infer<typeof backupLineSchema>;

const traceSchema = z.strictObject({
  state: filingStateSchema,
  changedAt: z.iso.datetime(),
  /** 待发送 */
  isWaiting: z.boolean(),
});

/** One filing in a backup, in the database of now, or in both. */
const backupFilingSchema = z.strictObject({
  filingId: z.uuid(),
  kind: filingKindSchema,
  year: z.int(),
  inBackup: traceSchema.nullable(),
  /** Null: not there, or the database cannot be read. */
  now: traceSchema.nullable(),
});
export type BackupFiling = z.infer<typeof backupFilingSchema>;

const named = z.strictObject({ name: z.string().max(100) });

export const backupProcedures = {
  "storage.state": procedure("anyone", z.strictObject({}), storageStateSchema),
  /** Where the profile could not be opened: once more. */
  "storage.open-again": procedure(
    "anyone",
    z.strictObject({}),
    storageStateSchema,
  ),
  /**
   * An empty profile beside the one that cannot be opened, which is set aside whole: nothing is deleted. Refused
   * (`storage-in-order`) where there is another way in. The page has to be loaded again.
   */
  "storage.start-anew": procedure(
    "anyone",
    z.strictObject({}),
    z.strictObject({}),
    120_000,
  ),
  /** Counted are one's own filings, and everybody's while nobody is signed in. */
  "backups.list": procedure(
    "anyone",
    z.strictObject({}),
    z.strictObject({ backups: z.array(backupLineSchema) }),
  ),
  /**
   * Which filings, of when, and what is there now; of everybody on this machine while nobody can sign in, because
   * restoring concerns them all. Ids, states and times only: nothing that needs a key.
   */
  "backups.preview": procedure(
    "anyone",
    named,
    z.strictObject({
      filings: z.array(backupFilingSchema),
      isNowReadable: z.boolean(),
    }),
  ),
  /**
   * Only where the database is damaged or cannot be opened (`backup-not-needed`): the backup takes its place, the old file
   * is set aside, and the page has to be loaded again.
   */
  "backups.restore": procedure("anyone", named, z.strictObject({}), 120_000),
  "backups.make": procedure(
    "signed-in",
    z.strictObject({}),
    storageStateSchema,
    120_000,
  ),
  /** Own contents of this backup that differ from now, put among the rescued contents; nothing else changes. */
  "backups.fetch": procedure(
    "signed-in",
    named,
    z.strictObject({ count: z.int() }),
  ),
} as const;

export const backupEvents = { "storage.changed": storageStateSchema } as const;
