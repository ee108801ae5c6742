import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** One copy of the database, named by its time; the sealed files it names lie once for all copies in `attachments`. */
export interface Backup {
  /** Its file name, which the page may say back. */
  readonly name: string;
  readonly path: string;
  readonly madeAt: Date;
}

export const incomingPrefix = "incoming-";
const namePattern =
  /^client-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z\.db$/;

export function backupName(madeAt: Date): string {
  return `client-${madeAt.toISOString().replaceAll(/[-:.]/g, "")}.db`;
}

/** The newest first; none where the folder is not there yet. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const madeAt = timeOf(name);
      return madeAt === null
        ? []
        : [{ name, path: join(folder, name), madeAt }];
    })
    .sort((one, other) => other.madeAt.getTime() - one.madeAt.getTime());
}

export function backupAttachments(folder: string): string {
  return join(folder, "attachments");
}

function timeOf(name: string): Date | null {
  const found = namePattern.exec(name);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, milliseconds] = found;
  return new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`,
  );
}
