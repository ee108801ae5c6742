import type {
  IpcMain,
  IpcMainEvent,
  WebContents,
  WebFrameMain,
} from "electron";
import type { BridgeTransport } from "../application/host-ports.ts";

interface OpenPage {
  readonly transport: BridgeTransport;
  deliver(text: string): void;
  close(): void;
}

export interface IpcDoor {
  /** Tells every page that nobody listens any more. */
  close(): void;
}

/**
 * Gives each load of the page a transport of its own: the preload says `bridge-open` once per document, which ends
 * the transport of the document before it.
 */
export function acceptPages(
  ipc: Pick<IpcMain, "on">,
  isTrusted: (event: IpcMainEvent) => boolean,
  connectPage: (transport: BridgeTransport) => void,
): IpcDoor {
  const openPages = new Map<number, OpenPage>();
  const watched = new WeakSet<WebContents>();
  const forget = (contentsId: number): void => {
    openPages.get(contentsId)?.close();
    openPages.delete(contentsId);
  };

  ipc.on("bridge-open", (event) => {
    const { sender, senderFrame } = event;
    if (senderFrame === null || !isTrusted(event)) return;
    const contentsId = sender.id;
    if (!watched.has(sender)) {
      watched.add(sender);
      sender.once("destroyed", () => forget(contentsId));
      sender.on("render-process-gone", () => forget(contentsId));
    }
    forget(contentsId);
    const page = openPage(senderFrame);
    openPages.set(contentsId, page);
    connectPage(page.transport);
  });

  ipc.on("bridge-message", (event, text: unknown) => {
    if (typeof text !== "string" || !isTrusted(event)) return;
    openPages.get(event.sender.id)?.deliver(text);
  });

  return {
    close: () => {
      for (const contentsId of [...openPages.keys()]) forget(contentsId);
    },
  };
}

function openPage(frame: WebFrameMain): OpenPage {
  const messageListeners: ((text: string) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let isClosed = false;
  const sendToPage = (channel: string, ...texts: string[]): void => {
    if (!isClosed && !frame.isDestroyed()) frame.send(channel, ...texts);
  };
  return {
    transport: {
      send: (text) => sendToPage("bridge-message", text),
      onMessage: (listener) => void messageListeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
    },
    deliver: (text) => messageListeners.forEach((listener) => listener(text)),
    close: () => {
      sendToPage("bridge-closed");
      isClosed = true;
      closeListeners.forEach((listener) => listener());
    },
  };
}
