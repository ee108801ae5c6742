import {
  BrowserWindow,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from "electron";
import { hostSentences } from "./host-sentences.ts";

export const driverDialog: OpenDialogOptions = {
  title: hostSentences.chooseDriver,
  buttonLabel: hostSentences.choose,
  properties: ["openFile", "dontAddToRecent"],
  filters: [
    {
      name: hostSentences.driverFiles,
      extensions: process.platform === "win32" ? ["dll"] : ["so"],
    },
    { name: hostSentences.allFiles, extensions: ["*"] },
  ],
};

export const folderDialog: OpenDialogOptions = {
  title: hostSentences.chooseFolder,
  buttonLabel: hostSentences.choose,
  properties: ["openDirectory", "createDirectory", "dontAddToRecent"],
};

const draftFiles = { name: hostSentences.draftFiles, extensions: ["ucfd"] };

export const importDialog: OpenDialogOptions = {
  title: hostSentences.chooseImport,
  buttonLabel: hostSentences.choose,
  properties: ["openFile", "dontAddToRecent"],
  filters: [draftFiles, { name: hostSentences.allFiles, extensions: ["*"] }],
};

export const exportDialog: SaveDialogOptions = {
  title: hostSentences.chooseExport,
  buttonLabel: hostSentences.export,
  properties: [
    "showOverwriteConfirmation",
    "createDirectory",
    "dontAddToRecent",
  ],
  filters: [draftFiles],
};

export const diagnosticsDialog: SaveDialogOptions = {
  title: hostSentences.saveDiagnostics,
  properties: ["showOverwriteConfirmation", "dontAddToRecent"],
};

/** Over the window of the click, so that neither goes behind it nor comes twice. Null where the clerk cancels. */
export async function chooseSavePath(
  options: SaveDialogOptions,
  suggestedName: string,
): Promise<string | null> {
  const named = { ...options, defaultPath: suggestedName };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(named)
    : dialog.showSaveDialog(parent, named));
  return canceled || filePath === "" ? null : filePath;
}

/** Null where the clerk cancels. */
export async function choosePath(
  options: OpenDialogOptions,
): Promise<string | null> {
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? null : (filePaths[0] ?? null);
}
