import type { Server } from "node:http";
import type { Socket } from "node:net";

const lookEveryMs = 50;

/**
 * Lets a stopping server end when its last answer has left. Fastify closes the idle connections once; an answer just
 * leaving would keep its own, and one that was opened and never used (browsers open them in advance) counts as busy until
 * Node's minute for headers is over.
 */
export function closeConnections(server: Server, isTls: boolean): () => void {
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
    server.once("close", () => clearInterval(closing));
  };
}
