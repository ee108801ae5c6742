import { writeFile } from "node:fs/promises";
import {
  judgePreflight,
  preflightCode,
  preflightCodes,
} from "../diagnostics/preflight.ts";
import { collectBundle, zipBundle } from "../diagnostics/write-bundle.ts";
import { readClerkSettings } from "../settings/clerk-settings-file.ts";
import { createSettings } from "../settings/create-settings.ts";
import { writePolicyReport } from "../settings/policy-report.ts";
import { diagnose } from "./diagnose.ts";
import type { HostPorts } from "./host-ports.ts";

/** What the client does for IT without a window; `file` null writes to the terminal. */
export type UnattendedTask =
  | { readonly kind: "policy-report"; readonly file: string | null }
  | { readonly kind: "preflight"; readonly file: string | null }
  | { readonly kind: "diagnostics"; readonly file: string };

/** How a start without a window ends, beside the codes of the preflight; listed in docs/it/diagnostics.md. */
export const exitCodes = {
  done: 0,
  /** `--diagnostics` without a file. */
  wronglyCalled: 64,
  /** The task itself failed; the reason is on the error output. */
  failed: 70,
  /** The file that was asked for could not be written. */
  notWritten: 73,
} as const;

/** @param readSwitch null where the switch was not given, "" where it has no value */
export function readUnattendedTask(
  readSwitch: (name: string) => string | null,
): UnattendedTask | null {
  for (const kind of ["policy-report", "preflight"] as const) {
    const file = readSwitch(kind);
    if (file !== null) return { kind, file: file === "" ? null : file };
  }
  const file = readSwitch("diagnostics");
  return file === null ? null : { kind: "diagnostics", file };
}

/** Where not even the folder of the profile can be made, so that nothing can be looked at. */
export function codeWithoutProfile({ kind }: UnattendedTask): number {
  return kind === "preflight"
    ? preflightCodes.profileUnusable
    : exitCodes.failed;
}

export async function runUnattended(
  task: UnattendedTask,
  ports: HostPorts,
): Promise<number> {
  switch (task.kind) {
    case "policy-report":
      return hand(
        task.file,
        writePolicyReport(
          (await createSettings(ports, readClerkSettings)).state(),
        ),
        exitCodes.done,
      );
    case "preflight": {
      const lines = judgePreflight(await diagnose(ports));
      const text = lines
        .map(({ name, isFine }) =>
          [isFine ? "ok" : "FAILED", preflightCodes[name], name].join("\t"),
        )
        .join("\n");
      return hand(task.file, `${text}\n`, preflightCode(lines));
    }
    case "diagnostics": {
      if (task.file === "") return exitCodes.wronglyCalled;
      const settings = (await createSettings(ports, readClerkSettings)).state();
      const files = await collectBundle({
        report: await diagnose(ports),
        policyReport: (show) => writePolicyReport(settings, show),
        profileFolder: ports.profileFolder,
      });
      return hand(task.file, zipBundle(files), exitCodes.done);
    }
  }
}

async function hand(
  file: string | null,
  content: string | Uint8Array,
  exitCode: number,
): Promise<number> {
  if (file === null) {
    process.stdout.write(content);
    return exitCode;
  }
  try {
    await writeFile(file, content);
    return exitCode;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ""}\n`);
    return exitCodes.notWritten;
  }
}
