import { BrowserWindow, dialog, ipcMain, type IpcMainEvent } from "electron";
import type { Application } from "../application/host-ports.ts";
import { appAddress } from "./app-origin.ts";
import { hostSentences } from "./host-sentences.ts";
import { acceptPages } from "./ipc-transport.ts";
import { mainWindowOptions } from "./main-window-options.ts";
import { isTrustedSender } from "./trusted-sender.ts";

export interface OpenWindow {
  /** Ends the page's pipe, so that its waiting calls are answered before the application closes. */
  disconnect(): void;
}

export async function openMainWindow(
  preloadPath: string,
  isRelease: boolean,
  application: Application,
): Promise<OpenWindow> {
  const window = new BrowserWindow(mainWindowOptions(preloadPath, isRelease));
  const door = acceptPages(
    ipcMain,
    (event) => isTrustedSender(describeSender(event, window)),
    (transport) => application.connectPage(transport),
  );
  window.once("ready-to-show", () => window.show());
  warnBeforeClosing(window, () => application.countUnsentSubmissions());
  await window.loadURL(appAddress);
  return { disconnect: () => door.close() };
}

function describeSender(
  event: IpcMainEvent,
  window: BrowserWindow,
): Parameters<typeof isTrustedSender>[0] {
  const frame = event.senderFrame;
  return {
    url: frame?.url ?? "",
    isMainFrame: frame !== null && frame.parent === null,
    isOwnWindow:
      !window.isDestroyed() && event.sender.id === window.webContents.id,
  };
}

function warnBeforeClosing(
  window: BrowserWindow,
  countUnsent: () => number,
): void {
  let isDecided = false;
  window.on("close", (event) => {
    const count = countUnsent();
    if (isDecided || count === 0) return;
    event.preventDefault();
    void dialog
      .showMessageBox(window, {
        type: "warning",
        message: hostSentences.unsentTitle,
        detail: hostSentences.unsentDetail(count),
        buttons: [hostSentences.stay, hostSentences.closeAnyway],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        if (response !== 1) return;
        isDecided = true;
        window.close();
      });
  });
  // Windows is shutting down and does not wait for an answer; everything unsent is on disk already.
  window.on("query-session-end", () => {
    isDecided = true;
  });
}
