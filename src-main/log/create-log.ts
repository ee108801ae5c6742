import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import roll from "pino-roll";

const largestFile = "2m";
const olderFiles = 4;

/**
 * One set of files per profile: `logs/client.N.log`, the highest number is the present one, the oldest go. What is logged is codes,
 * names of procedures and states: never a PIN, a name or a number.
 */
export async function createLog(
  profileFolder: string,
  level: string,
): Promise<Logger> {
  const folder = join(profileFolder, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = await roll({
    file: join(folder, "client"),
    extension: ".log",
    size: largestFile,
    limit: { count: olderFiles, removeOtherLogFiles: true },
    // A crash must not take its own last line with it.
    sync: true,
  });
  return pino(
    { base: null, level, timestamp: pino.stdTimeFunctions.isoTime },
    files,
  );
}

/** A defect as the log may know it: what broke where, without the message, which may quote what was typed. */
export function describeDefect(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).join("\n") };
}
