import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../../..");

export interface ChildProgram {
  /** The JSON line the program printed when it was ready. */
  readonly ready: Record<string, unknown>;
  readonly pid: number;
  /** What it has said on the error stream until now. */
  said(): string;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts one of the project's own programs and waits for its JSON line. */
export async function startProgram(
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<ChildProgram> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (complaints += text));
  const ended = once(child, "exit");
  const ready = await new Promise<Record<string, unknown>>(
    (resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const message = parseObject(line);
        if (message !== null) resolve(message);
      });
      void ended.then(() => {
        reject(
          new Error(`${script} ended before it was ready:\n${complaints}`),
        );
      });
    },
  );
  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null)
      child.kill(signal);
    await ended;
  };
  return {
    ready,
    pid: child.pid ?? -1,
    said: () => complaints,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Runs a program to its end and returns what it printed; throws with its complaints when it failed. */
export async function runProgram(
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<string> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let complaints = "";
  child.stdout
    .setEncoding("utf8")
    .on("data", (text: string) => (printed += text));
  child.stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (complaints += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0)
    throw new Error(
      `${script} ${args.join(" ")} → ${String(code)}\n${complaints}${printed}`,
    );
  return printed;
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
