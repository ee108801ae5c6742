import type { Duplex } from "node:stream";
import { describeProblem, problemMediaType } from "./describe-problem.ts";

/** Bytes that are no HTTP request never reach the error handler; their sender gets a problem document all the same. */
export function refuseUnreadable(
  error: NodeJS.ErrnoException,
  socket: Duplex,
): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const body = JSON.stringify(describeProblem("request-malformed"));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: ${problemMediaType}\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
