import type { Server } from "node:http";
import type { Socket } from "node:net";

const lookEveryMs = 50;
const defaultGraceMs = 8000;

/**
 * Lets a stopping server end when its last answer has left. Fastify closes the idle connections once; an answer just
 * leaving would keep its own, and one that was opened and never used (browsers open them in advance) counts as busy until
 * Node's minute for headers is over. A request that stands still in the middle (a proxy whose client is gone) would
 * hold the server for a quarter of an hour: after the grace its connection is cut, as a dropped network would.
 */
export function closeConnections(
  server: Server,
  isTls: boolean,
  graceMs = defaultGraceMs,
): () => void {
  const unused = new Set<Socket>();
  server.on(isTls ? "secureConnection" : "connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("request", ({ socket }) => unused.delete(socket));
  return () => {
    const closing = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    }, lookEveryMs);
    const cutting = setTimeout(() => server.closeAllConnections(), graceMs);
    server.once("close", () => {
      clearInterval(closing);
      clearTimeout(cutting);
    });
  };
}
