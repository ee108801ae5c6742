import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import {
  accountPassword,
  expectAccountList,
  licencePlatform,
  registerElsewhere,
  solveCaptcha,
} from "../screens/desk/account-steps.ts";
import { startProgram } from "../screens/desk/child-program.ts";
import { Desk } from "../screens/desk/desk.ts";
import { median } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { browserFlags } from "../fixtures/browser-flags.ts";

const rounds = 5;
const warmUps = 1;

/**
 * From the start of the host's process to the sign-in page, and to the list: what the machine does, without the clerk's
 * typing. Against the same host's start with an empty page.
 */
export async function measureStart(): Promise<BenchLine[]> {
  const desk = await Desk.prepare([]);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: browserFlags,
  });
  try {
    const { accountName } = await registerElsewhere(desk);
    const toPage: number[] = [];
    const toList: number[] = [];
    const empty: number[] = [];
    for (let round = 0; round < warmUps + rounds; round++) {
      const [pageMs, listMs] = await inPage(browser, (page) =>
        startProduct(page, desk, accountName),
      );
      const emptyMs = await inPage(browser, (page) => startEmpty(page, desk));
      if (round < warmUps) continue;
      toPage.push(pageMs);
      toList.push(pageMs + listMs);
      empty.push(emptyMs);
    }
    const line = (id: string, values: readonly number[]): BenchLine =>
      benchLine({
        id,
        value: median(values),
        baseline: median(empty),
        unit: "ms",
        goal: "<= 1.5",
      });
    return [line("P9-sign-in-page", toPage), line("P9-list", toList)];
  } finally {
    await browser.close();
    await desk.clear();
  }
}

/** A browser that has nothing in its cache. */
async function inPage<Result>(
  browser: Browser,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ locale: "zh-CN" });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function startProduct(
  page: Page,
  desk: Desk,
  accountName: string,
): Promise<[pageMs: number, listMs: number]> {
  const name = page.getByLabel("账号名称");
  const pageMs = await timed(async () => {
    await page.goto(await desk.startClient({ modules: [] }));
    await name.waitFor();
  });
  await name.fill(accountName);
  await page.getByLabel("密码", { exact: true }).fill(accountPassword);
  await solveCaptcha(page.locator("form"));
  const enter = licencePlatform(page).getByRole("button", { name: "进入应用" });
  const hallMs = await timed(async () => {
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await enter.waitFor();
  });
  // The reminder of the recovery code comes later and moves what is below it.
  await page.getByRole("button", { name: "以后再说" }).waitFor();
  const listMs = await timed(async () => {
    await enter.click();
    await expectAccountList(page);
  });
  await desk.stopClient();
  return [pageMs, hallMs + listMs];
}

async function startEmpty(page: Page, desk: Desk): Promise<number> {
  const pageFolder = join(desk.folder, "empty-page");
  const dataFolder = join(desk.folder, "profile-of-empty-page");
  for (const folder of [pageFolder, dataFolder])
    mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(pageFolder, "index.html"),
    "<!doctype html><title>empty</title><p>empty</p>",
  );
  const begin = performance.now();
  const host = await startProgram("test/bench/empty-page-host.ts", [
    dataFolder,
    pageFolder,
    desk.companionOrigin,
  ]);
  await page.goto(String(host.ready["url"]));
  await page.getByText("empty").waitFor();
  const tookMs = performance.now() - begin;
  await host.stop();
  return tookMs;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
