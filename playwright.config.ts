import { defineConfig } from "@playwright/test";
import { browserFlags } from "./test/fixtures/browser-flags.ts";
import { findElectronProgram } from "./test/screens/desk/electron-client.ts";

/** A spec's `page` is decided when its file is loaded, so a run has one host: the browser host, unless Electron is named. */
const isElectronRun = process.argv.some((argument, index) =>
  [argument, `${argument}=${process.argv[index + 1] ?? ""}`].includes(
    "--project=electron",
  ),
);
if (isElectronRun) process.env["SCREENS_HOST"] = "electron";
const electron = findElectronProgram(process.env);

// Workers read this file too; only the first process has the reader's attention.
if (process.env["TEST_WORKER_INDEX"] === undefined) {
  if (electron === null)
    console.log(
      "Project electron left out: node_modules/electron holds no binary (node node_modules/electron/install.js fetches it).",
    );
  else
    console.log(
      "Project electron leaves out @browser-host (a machine's policies, a second machine, its secret store, restarts: nothing a test can set in Electron), and on Windows @simulator (a key simulator for Linux).",
    );
}

/** Workers are started without the arguments, but with the environment. */
const isElectron = process.env["SCREENS_HOST"] === "electron";

const browserHost = {
  name: "browser-host",
  use: {
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: browserFlags,
    },
  },
} as const;

function electronProjects() {
  if (electron === null) throw new Error("There is no Electron to start.");
  return [
    {
      name: "electron",
      grepInvert:
        process.platform === "win32"
          ? /@browser-host|@simulator/
          : /@browser-host/,
    },
  ];
}

export default defineConfig({
  testDir: "test/screens",
  outputDir: "test-results",
  retries: 0,
  // A desk mostly waits; two of them need three fifths of the time. Every desk has its own ports and folders.
  workers: 2,
  timeout: 180_000,
  globalTimeout: 30 * 60_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 30_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: { screenshot: "only-on-failure", trace: "retain-on-failure" },
  projects: isElectron ? electronProjects() : [browserHost],
});
