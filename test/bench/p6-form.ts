import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { build, preview } from "vite";
import { enterFilings, signInWithKey } from "../screens/desk/clerk-steps.ts";
import { Desk } from "../screens/desk/desk.ts";
import { median } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { browserFlags } from "../fixtures/browser-flags.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const rounds = 25;
const warmUps = 5;

/** From the click on 新增 to the first field that can be typed in, against a bare page with as many inputs of the same kit. */
export async function measureForm(): Promise<BenchLine[]> {
  const desk = await Desk.prepare([]);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: browserFlags,
  });
  try {
    const page = await browser.newPage({ locale: "zh-CN" });
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    await openForm(page);
    const inputs = await countInputs(page);
    await closeForm(page);
    return await withBarePage(await browser.newPage(), inputs, async (bare) => {
      const ours: number[] = [];
      const others: number[] = [];
      for (let round = 0; round < warmUps + rounds; round++) {
        const [productMs, bareMs] = [
          await openForm(page),
          await openForm(bare),
        ];
        await closeForm(page);
        await closeForm(bare);
        if (round < warmUps) continue;
        ours.push(productMs);
        others.push(bareMs);
      }
      return [
        benchLine({
          id: "P6",
          value: median(ours),
          baseline: median(others),
          unit: "ms",
          goal: "<= 1.5",
        }),
      ];
    });
  } finally {
    await browser.close();
    await desk.clear();
  }
}

/** In the page's own time, so that what drives the browser does not count. */
async function openForm(page: Page): Promise<number> {
  const button = page
    .getByRole("button", { name: "新增", exact: true })
    .first();
  await button.waitFor();
  return button.evaluate(
    (opener: HTMLElement) =>
      new Promise<number>((resolve) => {
        const begin = performance.now();
        const look = (): void => {
          const field = document.querySelector<HTMLInputElement>(
            ".filing-form input.ant-input:not(:disabled):not([readonly])",
          );
          if (field === null || field.getClientRects().length === 0)
            requestAnimationFrame(look);
          else resolve(performance.now() - begin);
        };
        opener.click();
        look();
      }),
  );
}

async function closeForm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "关闭", exact: true }).first().click();
  await page.locator(".filing-form").waitFor({ state: "detached" });
}

type Inputs = Readonly<Record<string, number>>;

async function countInputs(page: Page): Promise<Inputs> {
  const kinds = {
    texts: "input.ant-input",
    areas: "textarea",
    selects: ".ant-select",
    dates: ".ant-picker",
    boxes: "input[type=checkbox]",
    files: "input[type=file]",
  };
  const counted = await Promise.all(
    Object.entries(kinds).map(
      async ([kind, selector]) =>
        [kind, await page.locator(`.filing-form ${selector}`).count()] as const,
    ),
  );
  return Object.fromEntries(counted);
}

async function withBarePage<Result>(
  page: Page,
  inputs: Inputs,
  measure: (page: Page) => Promise<Result>,
): Promise<Result> {
  return inTemporaryFolder(async (folder) => {
    const settings = {
      root: join(import.meta.dirname, "bare-form"),
      configFile: false,
      logLevel: "warn",
    } as const;
    await build({
      ...settings,
      plugins: [react()],
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 4000 },
    });
    const server = await preview({
      ...settings,
      build: { outDir: folder },
      preview: { host: "127.0.0.1", port: 0 },
    });
    try {
      const query = new URLSearchParams(
        Object.entries(inputs).map(([kind, count]) => [kind, String(count)]),
      );
      await page.goto(
        `${server.resolvedUrls?.local[0] ?? ""}?${query.toString()}`,
      );
      return await measure(page);
    } finally {
      await server.close();
    }
  });
}
