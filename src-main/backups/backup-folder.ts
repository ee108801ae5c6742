import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** One copy of the database, named by its time; the sealed files it names lie once for all copies in `attachments`. */
export interface Backup {
  /** Its file name, which the page may say back. */
  readonly name: string;
  readonly path: string;
  readonly madeAt: Date;
  /** Of an older schema, made before this client changed it. */
  readonly isBeforeMigration: boolean;
}

export const incomingPrefix = "incoming-";
const namePattern =
  /^client-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z(-before-migration)?\.db$/;

export function backupName(madeAt: Date, isBeforeMigration = false): string {
  const time = madeAt.toISOString().replaceAll(/[-:.]/g, "");
  return `client-${time}${isBeforeMigration ? "-before-migration" : ""}.db`;
}

/** The newest first; none where the folder is not there yet. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const told = readName(name);
      return told === null ? [] : [{ name, path: join(folder, name), ...told }];
    })
    .sort((one, other) => other.madeAt.getTime() - one.madeAt.getTime());
}

export function backupAttachments(folder: string): string {
  return join(folder, "attachments");
}

function readName(
  name: string,
): Pick<Backup, "madeAt" | "isBeforeMigration"> | null {
  const found = namePattern.exec(name);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, milliseconds, mark] = found;
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  return { madeAt: new Date(time), isBeforeMigration: mark !== undefined };
}
