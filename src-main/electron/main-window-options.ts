import type { BrowserWindowConstructorOptions } from "electron";

/** Written out although most are Electron's defaults: a test holds them against the security checklist. */
export function mainWindowOptions(
  preloadPath: string,
  isRelease: boolean,
): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 800,
    minWidth: 1100,
    minHeight: 700,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadPath,
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
      // Chromium's own PDF viewer shows attached files.
      plugins: true,
      devTools: !isRelease,
    },
  };
}
