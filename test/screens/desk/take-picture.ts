import { join } from "node:path";
import type { Page } from "@playwright/test";

/** For docs/pictures, and only when asked: PICTURES names the folder (see docs/developer/working.md). */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env["PICTURES"];
  if (folder === undefined) return;
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: "disabled",
    caret: "hide",
  });
}
