import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { SendMessage } from "./message-ports.ts";

/** For trials: every message is one line of JSON at the end of a file that only its owner can read. */
export function writeOutbox(path: string, now: () => Date): SendMessage {
  return async (message) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const line = JSON.stringify({ at: now().toISOString(), ...message });
    await appendFile(path, `${line}\n`, { mode: 0o600 });
  };
}
