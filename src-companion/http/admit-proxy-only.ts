import { BlockList, isIPv6 } from "node:net";
import type { FastifyInstance } from "fastify";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** Behind a proxy this side speaks plain HTTP: whoever is not the proxy would bypass its TLS. */
export function admitProxyOnly(
  server: FastifyInstance,
  proxyAddress: string,
): void {
  const admitted = new BlockList();
  admitted.addAddress(proxyAddress, isIPv6(proxyAddress) ? "ipv6" : "ipv4");
  server.addHook("onRequest", async ({ socket }) => {
    // An IPv4 peer of a dual-stack socket shows as ::ffff:…
    const peer = (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "");
    if (peer === "" || !admitted.check(peer, isIPv6(peer) ? "ipv6" : "ipv4"))
      throw new ProblemError("not-allowed");
  });
}
