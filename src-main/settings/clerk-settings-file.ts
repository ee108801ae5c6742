import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { RawValues } from "../../src-shared/settings/resolve-settings.ts";
import {
  settingHistorySchema,
  type SettingHistory,
} from "../../src-shared/settings/setting-history.ts";
import { nameStorageProblem } from "../storage/storage-problem.ts";

/**
 * A file of its own, outside every identity and outside the database: what it says is wanted before anybody signs in,
 * and also when the database does not open.
 */
const fileSchema = z.strictObject({
  values: z.record(z.string(), z.unknown()),
  history: settingHistorySchema,
});

export interface ClerkSettings {
  readonly values: RawValues;
  readonly history: SettingHistory;
}

export interface ClerkSettingsFile {
  readonly isDamaged: boolean;
  read(): ClerkSettings;
  /** The whole file is new or the old one is still there. Throws `storage-disk-full` or `storage-not-writable`. */
  write(settings: ClerkSettings): void;
}

export function openClerkSettings(profileFolder: string): ClerkSettingsFile {
  const path = pathIn(profileFolder);
  const kept = readKept(path);
  // For support; the defaults and IT's values hold from here on.
  if (kept === "damaged") putAside(path);
  let settings = settingsOf(kept);
  return {
    isDamaged: kept === "damaged",
    read: () => settings,
    write: (next) => {
      writeDurably(path, JSON.stringify(next, null, 2));
      settings = next;
    },
  };
}

/** For a run beside a client that is open, whose file it is: every write fails. */
export function readClerkSettings(profileFolder: string): ClerkSettingsFile {
  const kept = readKept(pathIn(profileFolder));
  const settings = settingsOf(kept);
  return {
    isDamaged: kept === "damaged",
    read: () => settings,
    write: () => {
      throw new ProblemError("storage-not-writable");
    },
  };
}

function pathIn(profileFolder: string): string {
  return join(profileFolder, "settings.json");
}

function settingsOf(kept: ReturnType<typeof readKept>): ClerkSettings {
  return kept === "damaged" || kept === "absent"
    ? { values: {}, history: {} }
    : kept;
}

function readKept(path: string): ClerkSettings | "absent" | "damaged" {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT"
      ? "absent"
      : "damaged";
  }
}

function putAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`);
  } catch {
    // A folder that cannot be written keeps the damaged file, which is damaged again at the next start.
  }
}

function writeDurably(path: string, text: string): void {
  const temporary = `${path}.new`;
  try {
    const file = openSync(temporary, "w", 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    throw nameStorageProblem(error);
  }
}
