import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type {
  BundleFile,
  DiagnosticReport,
} from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import { redact } from "./redact.ts";

/** The keys of a log line that may leave the machine; a line says with them what happened and where, and nothing else. */
const allowedLogKeys = [
  "level",
  "time",
  "msg",
  "error",
  "at",
  "procedure",
  "module",
  "problem",
] as const;

const mostLogLines = 2000;

export interface BundleParts {
  readonly report: DiagnosticReport;
  /** @param show what may be seen of a text that somebody wrote */
  readonly policyReport: (show: (text: string) => string) => string;
  readonly profileFolder: string;
}

/** For support: the report, the settings' sources, and the log by allow-list. */
export async function collectBundle(parts: BundleParts): Promise<BundleFile[]> {
  const log = await readLog(join(parts.profileFolder, "logs"));
  return [
    { name: "report.json", text: JSON.stringify(parts.report, null, 2) },
    { name: "settings.tsv", text: parts.policyReport(redact) },
    { name: "log.jsonl", text: log.join("\n") },
  ];
}

/** One ZIP file. */
export function zipBundle(files: readonly BundleFile[]): Uint8Array {
  return zipSync(
    Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])),
  );
}

async function readLog(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const texts = await Promise.all(
    names
      .filter((name) => name.startsWith("client"))
      .sort()
      .map((name) => readFile(join(folder, name), "utf8").catch(() => "")),
  );
  return texts
    .flatMap((text) => text.split("\n"))
    .slice(-mostLogLines)
    .flatMap(allowedLine);
}

function allowedLine(line: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof parsed !== "object" || parsed === null) return [];
  const facts = parsed as Record<string, unknown>;
  const allowed: Record<string, string | number> = {};
  for (const key of allowedLogKeys) {
    const value = facts[key];
    if (typeof value === "number") allowed[key] = value;
    else if (typeof value === "string")
      allowed[key] = key === "time" ? value : redact(value);
  }
  return [JSON.stringify(allowed)];
}
