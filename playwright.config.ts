import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const quietFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const electronIsHere = existsSync(
  join(import.meta.dirname, "node_modules/electron/path.txt"),
);

// Workers read this file too; only the first process has the reader's attention.
if (!electronIsHere && process.env["TEST_WORKER_INDEX"] === undefined) {
  console.log(
    "Project electron left out: node_modules/electron holds no binary (node node_modules/electron/install.js fetches it).",
  );
}

export default defineConfig({
  testDir: "test/screens",
  outputDir: "test-results",
  retries: 0,
  workers: 1,
  timeout: 180_000,
  globalTimeout: 30 * 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: { screenshot: "only-on-failure", trace: "retain-on-failure" },
  projects: [
    {
      name: "browser-host",
      use: {
        browserName: "chromium",
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        viewport: { width: 1280, height: 800 },
        launchOptions: {
          executablePath: "/usr/bin/chromium",
          args: quietFlags,
        },
      },
    },
    ...(electronIsHere ? [{ name: "electron" }] : []),
  ],
});
