import type { Application, BridgeTransport } from "./host-ports.ts";

type Served = Pick<Application, "connectPage">;

interface ConnectedPage {
  readonly transport: BridgeTransport;
  listener: (text: string) => void;
  readonly closing: (() => void)[];
}

/** The pages of a client whose application is closed and opened again under them. */
export interface PageConnections {
  connect(transport: BridgeTransport): void;
  /**
   * From now on this application hears the pages. The one before it hears nothing more, and may still answer what it was
   * asked.
   */
  serveBy(application: Served): void;
}

export function createPageConnections(): PageConnections {
  const pages = new Set<ConnectedPage>();
  let served: Served = { connectPage: () => undefined };
  const hand = (page: ConnectedPage): void => {
    served.connectPage({
      send: (text) => page.transport.send(text),
      onMessage: (listener) => {
        page.listener = listener;
      },
      onClose: (listener) => void page.closing.push(listener),
    });
  };
  return {
    connect: (transport) => {
      const page: ConnectedPage = {
        transport,
        listener: () => undefined,
        closing: [],
      };
      pages.add(page);
      transport.onMessage((text) => page.listener(text));
      transport.onClose(() => {
        pages.delete(page);
        for (const end of page.closing) end();
      });
      hand(page);
    },
    serveBy: (application) => {
      served = application;
      for (const page of pages) hand(page);
    },
  };
}
