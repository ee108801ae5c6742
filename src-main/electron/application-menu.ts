import { Menu } from "electron";
import { hostSentences } from "./host-sentences.ts";

/** In place of Electron's own, which is English and reloads the page; Alt shows it. The keys are what it is for. */
export function setApplicationMenu(): void {
  const { edit, view } = hostSentences.menu;
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: edit.title,
        submenu: [
          { role: "undo", label: edit.undo },
          { role: "redo", label: edit.redo },
          { type: "separator" },
          { role: "cut", label: edit.cut },
          { role: "copy", label: edit.copy },
          { role: "paste", label: edit.paste },
          { role: "selectAll", label: edit.selectAll },
        ],
      },
      {
        label: view.title,
        submenu: [
          { role: "zoomIn", label: view.zoomIn },
          { role: "zoomOut", label: view.zoomOut },
          { role: "resetZoom", label: view.resetZoom },
          { role: "togglefullscreen", label: view.fullScreen },
        ],
      },
    ]),
  );
}
