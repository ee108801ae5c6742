import { contextBridge, ipcRenderer } from "electron";

// All the page ever sees of the host. Text only, so that nothing but JSON gets across; the channel names stand in
// ipc-transport.ts once more, because this file must stay a single one for the sandbox.
contextBridge.exposeInMainWorld("bridgePipe", {
  send(text: string): void {
    ipcRenderer.send("bridge-message", text);
  },
  onMessage(listener: (text: string) => void): void {
    ipcRenderer.on("bridge-message", (_event, text: string) => listener(text));
  },
  onClose(listener: () => void): void {
    ipcRenderer.on("bridge-closed", () => listener());
  },
});

ipcRenderer.send("bridge-open");
