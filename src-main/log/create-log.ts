import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";

/** One file per profile. What is logged is codes, names of procedures and states: never a PIN, a name or a number. */
export function createLog(profileFolder: string): Logger {
  const folder = join(profileFolder, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: join(folder, "client.log"), sync: true }),
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
