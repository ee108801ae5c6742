import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  DevtoolsRefusal,
  openDevtoolsPipe,
  type DevtoolsPipe,
} from "./devtools-pipe.ts";

const browserPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const timeLimitMs = 60_000;
const lookPauseMs = 50;
const a4Inches = { paperWidth: 8.27, paperHeight: 11.69 };

/** What Electron's printToPDF does, by a Chromium of its own with a profile that is gone afterwards. */
export async function printPage(
  url: string,
  signal: AbortSignal,
  paths: readonly string[] = browserPaths,
): Promise<Uint8Array> {
  const browserPath = paths.find((path) => existsSync(path));
  if (browserPath === undefined) throw new ProblemError("printing-unavailable");
  const profile = await mkdtemp(join(tmpdir(), "printing-"));
  const browser = spawn(browserPath, browserArguments(profile), {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    browser.once("exit", () => resolve());
    browser.once("error", () => resolve());
  });
  // Ending the browser rejects whatever is being asked of it.
  const end = (): void => void browser.kill("SIGKILL");
  const timer = setTimeout(end, timeLimitMs);
  signal.addEventListener("abort", end, { once: true });
  try {
    if (signal.aborted) throw new Error("Printing was ended.");
    return await print(openDevtoolsPipe(browser), url);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    end();
    await ended;
    // Its children may still be writing while they notice that it is gone.
    await rm(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

function browserArguments(profile: string): string[] {
  return [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-pipe",
    `--user-data-dir=${profile}`,
    "about:blank",
  ];
}

async function print(pipe: DevtoolsPipe, url: string): Promise<Uint8Array> {
  const { targetId } = await pipe.call("Target.createTarget", { url });
  const attached = await pipe.call("Target.attachToTarget", {
    targetId,
    flatten: true,
  });
  const sessionId = String(attached["sessionId"]);
  let ready: unknown;
  while (ready !== "true") {
    if (ready === "failed")
      throw new Error("The print page could not be filled.");
    await pause(lookPauseMs);
    ready = await askWhetherReady(pipe, sessionId);
  }
  const pdf = await pipe.call(
    "Page.printToPDF",
    { ...a4Inches, preferCSSPageSize: true, printBackground: true },
    sessionId,
  );
  return Buffer.from(String(pdf["data"]), "base64");
}

async function askWhetherReady(
  pipe: DevtoolsPipe,
  sessionId: string,
): Promise<unknown> {
  const expression = "document.documentElement?.dataset.ready";
  try {
    const { result } = await pipe.call(
      "Runtime.evaluate",
      { expression },
      sessionId,
    );
    return (result as { value?: unknown }).value;
  } catch (error) {
    // Between two documents there is nothing to ask.
    if (error instanceof DevtoolsRefusal) return undefined;
    throw error;
  }
}
