import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";

/** What the browser answers instead of a result; it goes on. */
export class DevtoolsRefusal extends Error {}

/** A browser started with `--remote-debugging-pipe`; calls end with it. */
export interface DevtoolsPipe {
  call(
    method: string,
    params?: Record<string, unknown>,
    sessionId?: string,
  ): Promise<Record<string, unknown>>;
}

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Messages are JSON texts that end with a zero byte, on the descriptors 3 (to the browser) and 4 (from it). */
export function openDevtoolsPipe(browser: ChildProcess): DevtoolsPipe {
  const toBrowser = browser.stdio[3] as Writable;
  const fromBrowser = browser.stdio[4] as Readable;
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let lastId = 0;
  let begun: Buffer[] = [];

  const answer = (text: string): void => {
    const reply = JSON.parse(text) as Reply;
    if (reply.id === undefined) return;
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  };
  fromBrowser.on("data", (piece: Buffer) => {
    let rest = piece;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      answer(Buffer.concat([...begun, rest.subarray(0, end)]).toString("utf8"));
      begun = [];
      rest = rest.subarray(end + 1);
    }
    begun.push(rest);
  });
  const end = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  browser.once("error", end);
  browser.once("exit", () => end(new Error("The browser has ended.")));
  // The browser may end while a call is being written; its `exit` tells.
  toBrowser.on("error", () => undefined);

  return {
    call: async (method, params = {}, sessionId) => {
      const id = (lastId += 1);
      const asked = Promise.withResolvers<Reply>();
      waiting.set(id, asked);
      const session = sessionId === undefined ? {} : { sessionId };
      toBrowser.write(
        `${JSON.stringify({ id, method, params, ...session })}\0`,
      );
      const { result, error } = await asked.promise;
      if (error !== undefined)
        throw new DevtoolsRefusal(`${method}: ${error.message}`);
      return result ?? {};
    },
  };
}
