import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Application } from "../../src-main/application/host-ports.ts";
import { createPageHandler } from "../../src-main/page/create-page-handler.ts";
import { createFrontDoor } from "./front-door.ts";
import { serveRequests } from "./serve-requests.ts";
import { serveWebSockets } from "./websocket-transport.ts";

export interface BrowserHost {
  /** Opens the client; holds the key of this run and is meant for one person's eyes. */
  readonly url: string;
  /** Opens one page of the client, once, for a browser that this host starts itself. */
  passTo(path: string): string;
  /** Ends every open page's pipe. */
  endPages(): void;
  /** Resolves once nothing listens any more. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** The network side alone: one loopback server for page, files and bridge. */
export async function serveApplication(
  application: Application,
  pageFolder: string,
  port: number,
): Promise<BrowserHost> {
  const server = createServer();
  const door = createFrontDoor(await listen(server, port));
  serveRequests(server, door, createPageHandler(pageFolder, application));
  const sockets = serveWebSockets(server, door, (transport) =>
    application.connectPage(transport),
  );
  const ended = new Promise<void>((resolve) => {
    server.once("close", () => resolve());
  });
  return {
    url: door.entryUrl,
    passTo: (path) => door.passTo(path),
    endPages: () => sockets.endPages(),
    ended,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await application.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}
