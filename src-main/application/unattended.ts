import { writeFile } from "node:fs/promises";
import { createSettings } from "../settings/create-settings.ts";
import { writePolicyReport } from "../settings/policy-report.ts";
import type { HostPorts } from "./host-ports.ts";

/** What the client does for IT without a window; `file` null writes to the terminal. */
export interface UnattendedTask {
  readonly kind: "policy-report";
  readonly file: string | null;
}

/** How a start without a window ends; listed in docs/it/diagnostics.md. */
export const exitCodes = {
  done: 0,
  /** The task itself failed; the reason is on the error output. */
  failed: 70,
  /** The file that was asked for could not be written. */
  notWritten: 73,
} as const;

/** @param readSwitch null where the switch was not given, "" where it has no value */
export function readUnattendedTask(
  readSwitch: (name: string) => string | null,
): UnattendedTask | null {
  const file = readSwitch("policy-report");
  return file === null
    ? null
    : { kind: "policy-report", file: file === "" ? null : file };
}

export async function runUnattended(
  task: UnattendedTask,
  ports: HostPorts,
): Promise<number> {
  const text = writePolicyReport((await createSettings(ports)).state());
  return hand(task.file, text);
}

async function hand(file: string | null, content: string): Promise<number> {
  if (file === null) {
    process.stdout.write(content);
    return exitCodes.done;
  }
  try {
    await writeFile(file, content);
    return exitCodes.done;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ""}\n`);
    return exitCodes.notWritten;
  }
}
