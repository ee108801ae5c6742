import { dialog, type OpenDialogOptions } from "electron";
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

/** Null where the clerk cancels. */
export async function choosePath(
  options: OpenDialogOptions,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}
