import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * `before-migration`: of an older schema, made before this client changed it. `damaged`: it holds values that do not open
 * any more, beside whatever was typed since.
 */
export type BackupKind = "usual" | "before-migration" | "damaged";

/** One copy of the database; the sealed files it names lie once for all copies in `attachments`. */
export interface Backup {
  /** Its file name, which the page may say back. */
  readonly name: string;
  readonly path: string;
  /** By the clock of then, which may have been wrong. */
  readonly madeAt: Date;
  /** Counts up with each backup of this folder, whatever the clock says; 0 for one of before they were counted. */
  readonly turn: number;
  readonly kind: BackupKind;
}

export const incomingPrefix = "incoming-";
const namePattern =
  /^client-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z(?:-(\d+))?(-before-migration|-damaged)?\.db$/;

export function backupName({
  madeAt,
  turn,
  kind,
}: Pick<Backup, "madeAt" | "turn" | "kind">): string {
  const time = madeAt.toISOString().replaceAll(/[-:.]/g, "");
  return `client-${time}-${turn}${kind === "usual" ? "" : `-${kind}`}.db`;
}

/** The one made last first; none where the folder is not there yet. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const told = readName(name);
      return told === null ? [] : [{ name, path: join(folder, name), ...told }];
    })
    .sort(byLastMade);
}

export function byLastMade(
  one: Pick<Backup, "madeAt" | "turn">,
  other: Pick<Backup, "madeAt" | "turn">,
): number {
  return other.turn - one.turn || other.madeAt.getTime() - one.madeAt.getTime();
}

/**
 * What the page may choose from. An older client put its backups into the chosen folder itself, in which this profile has
 * one of its own now: they are read, and nothing else.
 */
export async function listOffered(folder: string): Promise<Backup[]> {
  const older = await listBackups(dirname(folder));
  return [...(await listBackups(folder)), ...older];
}

/** Every database that may name attachments of this folder, also one that is not offered. */
export async function backupFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.startsWith("client-") && name.endsWith(".db"))
    .map((name) => join(folder, name));
}

export function backupAttachments(folder: string): string {
  return join(folder, "attachments");
}

function readName(
  name: string,
): Pick<Backup, "madeAt" | "turn" | "kind"> | null {
  const found = namePattern.exec(name);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, milliseconds] = found;
  const [turn = "0", mark] = found.slice(8);
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  return {
    madeAt: new Date(time),
    turn: Number(turn),
    kind: (mark?.slice(1) ?? "usual") as BackupKind,
  };
}
