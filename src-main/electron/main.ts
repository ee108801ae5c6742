import { join } from "node:path";
import {
  BrowserWindow,
  app,
  dialog,
  powerMonitor,
  protocol,
  session,
} from "electron";
import { startApplication } from "../application/start-application.ts";
import type { HostPorts } from "../application/host-ports.ts";
import {
  codeWithoutProfile,
  exitCodes,
  readUnattendedTask,
  runUnattended,
  type UnattendedTask,
} from "../application/unattended.ts";
import { createPageHandler } from "../page/create-page-handler.ts";
import { appScheme } from "./app-origin.ts";
import { setApplicationMenu } from "./application-menu.ts";
import { closeBeforeQuit } from "./close-before-quit.ts";
import { createElectronPorts } from "./electron-ports.ts";
import { denyPermissions, guardContents } from "./guard-contents.ts";
import { hostSentences } from "./host-sentences.ts";
import { openMainWindow, type OpenWindow } from "./open-main-window.ts";
import { makeProfileFolder, profileFolder } from "./profile-folder.ts";
import { readSwitches, readSwitchWithFile } from "./read-switches.ts";

app.setAppUserModelId("cn.usedcar.filing");
protocol.registerSchemesAsPrivileged([
  {
    scheme: appScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true },
  },
]);
app.enableSandbox();
setApplicationMenu();
app.on("web-contents-created", (_event, contents) => guardContents(contents));
// A certificate of the key is offered by the clerk on our own page, never by the network layer to a web server.
app.on("select-client-certificate", (event, _contents, _url, _list, answer) => {
  event.preventDefault();
  answer();
});

const task = readUnattendedTask((name) =>
  readSwitchWithFile(app.commandLine, process.argv, name),
);
try {
  // Before `ready`, and before the single-instance lock, which Electron keeps inside the profile.
  app.setPath(
    "userData",
    makeProfileFolder(
      app.commandLine.getSwitchValue("data-dir") ||
        profileFolder(process.platform, process.env, app.getPath("appData")),
    ),
  );
  // Beside a client that is open: it changes nothing and shows nothing.
  if (task !== null) void app.whenReady().then(() => runWithoutWindow(task));
  else if (app.requestSingleInstanceLock())
    void app.whenReady().then(start).catch(giveUp);
  else app.quit();
} catch (error) {
  if (task === null) giveUp(error);
  else {
    nameDefect(error);
    app.exit(codeWithoutProfile(task));
  }
}

async function start(): Promise<void> {
  denyPermissions(session.defaultSession);
  const application = await startApplication(
    portsWith(() => {
      app.relaunch();
      window.closeUnasked();
    }),
  );
  protocol.handle(
    appScheme,
    createPageHandler(join(import.meta.dirname, "../renderer"), application),
  );
  const window: OpenWindow = openMainWindow(
    join(import.meta.dirname, "preload.cjs"),
    app.isPackaged,
    application,
  );
  closeBeforeQuit(app, {
    close: async () => {
      window.disconnect();
      await application.close();
    },
    showWindow: showExistingWindow,
    logDefect: nameDefect,
  });
  powerMonitor.on("suspend", () => application.keepTyping());
  powerMonitor.on("resume", () => application.wakeUp());
  await window.load();
}

function portsWith(restart: () => void): HostPorts {
  return createElectronPorts({
    profileFolder: app.getPath("userData"),
    resourcesFolder: resourcesFolder(),
    commandLine: readSwitches((name) => app.commandLine.getSwitchValue(name)),
    restart,
  });
}

/** No dialog either: nobody sits in front of it. */
async function runWithoutWindow(task: UnattendedTask): Promise<void> {
  try {
    app.exit(
      await runUnattended(
        task,
        portsWith(() => undefined),
      ),
    );
  } catch (error) {
    nameDefect(error);
    app.exit(exitCodes.failed);
  }
}

/** The key host lies outside the archive: a plain node.exe, which 32-bit drivers need, cannot read one. */
function resourcesFolder(): string {
  return app.isPackaged
    ? process.resourcesPath
    : join(import.meta.dirname, "..");
}

function showExistingWindow(): void {
  // Others are never shown: they print.
  const window = BrowserWindow.getAllWindows().find(
    (each) => each.isVisible() || each.isMinimized(),
  );
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function giveUp(error: unknown): void {
  nameDefect(error);
  dialog.showErrorBox(hostSentences.cannotStart, hostSentences.profileUnusable);
  app.exit(1);
}

/** The name alone: a message may quote what a clerk typed. */
function nameDefect(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.name : "Error"}\n`);
}
