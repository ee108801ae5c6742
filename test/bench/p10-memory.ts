import { chromium, type CDPSession, type Page } from "@playwright/test";
import {
  enterFilings,
  rowOf,
  signInWithKey,
} from "../screens/desk/clerk-steps.ts";
import { Desk } from "../screens/desk/desk.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { browserFlags } from "../fixtures/browser-flags.ts";

const forms = 100;
// Machine code that V8 makes of busy functions grows for a long time, counts as heap, and belongs to no form.
const noMachineCode = "--js-flags=--no-opt --no-maglev --no-sparkplug";

/** The page's heap after 100 × open, fill and close a form, against the heap after the first. */
export async function measureMemory(): Promise<BenchLine[]> {
  const desk = await Desk.prepare([]);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [...browserFlags, noMachineCode],
  });
  try {
    const page = await browser.newPage({ locale: "zh-CN" });
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    const tools = await page.context().newCDPSession(page);
    await page.getByRole("button", { name: "新增" }).first().click();
    await fillAndClose(page, 0);
    const first = await usedHeap(tools);
    for (let form = 1; form < forms; form++) {
      await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
      await fillAndClose(page, form);
    }
    const last = await usedHeap(tools);
    const goal = "<= 1.05";
    return [
      benchLine({ id: "P10", value: last, baseline: first, unit: "MB", goal }),
    ];
  } finally {
    await browser.close();
    await desk.clear();
  }
}

async function fillAndClose(page: Page, form: number): Promise<void> {
  await page.getByLabel("法定代表人", { exact: true }).fill(`小潘${form}`);
  await page.getByLabel("企业经营范围", { exact: true }).fill(`范围${form}`);
  await page.getByLabel("姓名", { exact: true }).fill(`小李${form}`);
  await page.getByRole("button", { name: "关闭" }).click();
  await rowOf(page, /暂存/).waitFor();
}

async function usedHeap(tools: CDPSession): Promise<number> {
  await tools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await tools.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}
