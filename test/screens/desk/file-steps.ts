import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import type { SampleFile } from "./sample-files.ts";

/** The row of a file on the form. */
export function fileRow(page: Page, label: string): Locator {
  return page
    .getByRole("listitem")
    .filter({ has: page.getByLabel(label, { exact: true }) });
}

/** Chooses a file without waiting for what becomes of it. */
export async function chooseFile(
  page: Page,
  label: string,
  file: SampleFile,
): Promise<void> {
  await page.getByLabel(label, { exact: true }).setInputFiles({
    name: file.name,
    mimeType: file.mimeType,
    buffer: Buffer.from(file.bytes),
  });
}

export async function downloadFrom(
  row: Locator,
  fileName: string,
): Promise<{ name: string; bytes: Buffer }> {
  const arriving = row.page().waitForEvent("download");
  await row.getByRole("link", { name: `下载 ${fileName}` }).click();
  const download = await arriving;
  return {
    name: download.suggestedFilename(),
    bytes: await readFile(await download.path()),
  };
}

/** What a drop or a paste of these files does to the element. */
export async function giveFiles(
  target: Locator,
  how: "drop" | "paste",
  files: readonly SampleFile[],
): Promise<void> {
  await target.evaluate(
    (element, { how, files }) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, text } of files) {
        const bytes = Uint8Array.from(atob(text), (letter) =>
          letter.charCodeAt(0),
        );
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      const manner = { bubbles: true, cancelable: true };
      const event =
        how === "drop"
          ? new DragEvent("drop", { ...manner, dataTransfer: transfer })
          : new ClipboardEvent("paste", { ...manner, clipboardData: transfer });
      element.dispatchEvent(event);
    },
    {
      how,
      files: files.map(({ name, mimeType, bytes }) => ({
        name,
        mimeType,
        text: Buffer.from(bytes).toString("base64"),
      })),
    },
  );
}
