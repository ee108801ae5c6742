import {
  BrowserWindow,
  app,
  dialog,
  ipcMain,
  type IpcMainEvent,
} from "electron";
import type { Application } from "../application/host-ports.ts";
import { appAddress } from "./app-origin.ts";
import { hostSentences } from "./host-sentences.ts";
import { acceptPages } from "./ipc-transport.ts";
import { mainWindowOptions } from "./main-window-options.ts";
import { reloadLostPage } from "./reload-lost-page.ts";
import { isTrustedSender } from "./trusted-sender.ts";
import { warnBeforeClosing } from "./warn-before-closing.ts";

export interface OpenWindow {
  /** Fulfilled too where the clerk closes the window before the page is there. */
  load(): Promise<void>;
  /** Ends the page's pipe, so that its waiting calls are answered before the application closes. */
  disconnect(): void;
  /** For a restart: what is unsent goes on afterwards, so nothing is asked. */
  closeUnasked(): void;
}

export function openMainWindow(
  preloadPath: string,
  isRelease: boolean,
  application: Application,
): OpenWindow {
  const window = new BrowserWindow(mainWindowOptions(preloadPath, isRelease));
  const door = acceptPages(
    ipcMain,
    (event) => isTrustedSender(describeSender(event, window)),
    (transport) => application.connectPage(transport),
  );
  window.once("ready-to-show", () => window.show());
  // Not left to `window-all-closed`: the hidden window that prints would keep a client alive that nobody sees.
  window.once("closed", () => app.quit());
  window.on("query-session-end", () => application.keepTyping());
  const closeUnasked = warnBeforeClosing(window, {
    countUnsent: () => application.countUnsentSubmissions(),
    ask: (count) => askWhetherToClose(window, count),
  });
  reloadLostPage(window.webContents, {
    askWhetherToReload: () => askWhetherToReload(window),
    closeWindow: () => window.close(),
    now: () => new Date(),
  });
  return {
    load: () =>
      window.loadURL(appAddress).catch((error: unknown) => {
        if (!window.isDestroyed()) throw error;
      }),
    disconnect: () => door.close(),
    closeUnasked,
  };
}

async function askWhetherToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: hostSentences.pageLost,
    detail: hostSentences.pageLostDetail,
    buttons: [hostSentences.reloadPage, hostSentences.closeAnyway],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
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

async function askWhetherToClose(
  window: BrowserWindow,
  count: number,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: hostSentences.unsentTitle,
    detail: hostSentences.unsentDetail(count),
    buttons: [hostSentences.stay, hostSentences.closeAnyway],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
