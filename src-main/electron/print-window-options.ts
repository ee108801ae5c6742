import type { BrowserWindowConstructorOptions } from "electron";

/** A page to print: never shown, no preload, so it reaches nothing but the files and tickets of its own origin. */
export function printWindowOptions(): BrowserWindowConstructorOptions {
  return {
    show: false,
    skipTaskbar: true,
    focusable: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      plugins: false,
      devTools: false,
      // A window that is never shown would otherwise load its pictures at leisure.
      backgroundThrottling: false,
    },
  };
}
