import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import type { BridgeTransport } from "../../src-main/application/host-ports.ts";
import type { FrontDoor } from "./front-door.ts";

const messageLimitBytes = 4 * 1024 * 1024;

export function serveWebSockets(
  server: Server,
  door: FrontDoor,
  connectPage: (transport: BridgeTransport) => void,
): { endPages(): void; close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: messageLimitBytes,
    perMessageDeflate: false,
  });
  server.on("upgrade", (request, stream, head) => {
    if (!isWelcome(request, door)) {
      refuse(stream);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) =>
      connectPage(toTransport(socket)),
    );
  });
  const endPages = (): void => {
    for (const socket of sockets.clients) socket.terminate();
  };
  return {
    endPages,
    close: () => {
      endPages();
      sockets.close();
    },
  };
}

function isWelcome(request: IncomingMessage, door: FrontDoor): boolean {
  return (
    request.url === "/bridge" &&
    door.isAddressedToUs(request) &&
    door.isOwnOrigin(request) &&
    door.hasCookie(request)
  );
}

function refuse(stream: Duplex): void {
  stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
}

function toTransport(socket: WebSocket): BridgeTransport {
  // A page that breaks the protocol is closed by `ws` itself; without a listener the error would end the host.
  socket.on("error", () => socket.terminate());
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    onMessage: (listener) =>
      socket.on("message", (received: RawData, isBinary: boolean) => {
        if (!isBinary) listener((received as Buffer).toString("utf8"));
      }),
    onClose: (listener) => socket.on("close", () => listener()),
  };
}
