import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { closeConnections } from "../../../src-companion/http/close-connections.ts";

const server = createServer((request) => request.resume());
const sockets: ReturnType<typeof connect>[] = [];
afterEach(() => {
  for (const socket of sockets) socket.destroy();
});

describe("a stopping server", () => {
  it("ends although a request stands still in the middle", async () => {
    const closeAsTheyFallIdle = closeConnections(server, false, 1);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    sockets.push(socket);
    socket.write(
      "PATCH / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf",
    );
    await once(server, "request");
    const closed = once(server, "close");
    server.close();
    closeAsTheyFallIdle();
    await closed;
    expect(server.listening).toBe(false);
  });
});
