import { join } from "node:path";
import type { Page } from "@playwright/test";
import { filesWith } from "../../fixtures/files/files-with.ts";
import type { Desk } from "./desk.ts";

/** Where what was typed can be read without any key: files of the profile, and what the page keeps for itself. */
export async function tracesOf(
  typed: string,
  { folder }: Desk,
  page: Page,
): Promise<string[]> {
  const kept = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage, location.href]),
  );
  return [
    ...filesWith(join(folder, "profile"), [typed]),
    ...(kept.includes(typed) ? ["page"] : []),
  ];
}
