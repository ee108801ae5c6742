import { BrowserWindow } from "electron";
import { appAddress } from "./app-origin.ts";
import { printWindowOptions } from "./print-window-options.ts";

const timeLimitMs = 60_000;

/** Answers "true" or "failed" once the page says so on its root element. */
const askWhetherReady = `new Promise((resolve) => {
  const root = document.documentElement;
  const look = () => {
    if (root.dataset.ready !== undefined) resolve(root.dataset.ready);
  };
  new MutationObserver(look).observe(root, { attributes: true });
  look();
})`;

/** The host's `printPage` port. */
export async function printPage(
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const ending = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
  const window = new BrowserWindow(printWindowOptions());
  try {
    return await Promise.race([
      printIn(window, path),
      rejectAtEnd(window, ending),
    ]);
  } finally {
    // The client's own end closes this window as well; a destroyed one throws at nearly every call.
    if (!window.isDestroyed()) window.destroy();
  }
}

async function printIn(
  window: BrowserWindow,
  path: string,
): Promise<Uint8Array> {
  await window.loadURL(`${appAddress}${path}`);
  const ready: unknown =
    await window.webContents.executeJavaScript(askWhetherReady);
  if (ready !== "true") throw new Error("The print page could not be filled.");
  return window.webContents.printToPDF({
    pageSize: "A4",
    preferCSSPageSize: true,
    printBackground: true,
  });
}

/** A window that is closed, or whose process is gone, leaves its promises open. */
function rejectAtEnd(
  window: BrowserWindow,
  signal: AbortSignal,
): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Error("Printing was ended."));
    window.once("closed", stop);
    window.webContents.once("render-process-gone", stop);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
