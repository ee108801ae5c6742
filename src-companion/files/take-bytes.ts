import type { IncomingMessage } from "node:http";

/** The largest piece our client sends; whoever sends more at once waits for the disk. */
const mostWaitingBytes = 4 * 1024 * 1024;

/**
 * Every byte of the body that arrives, from this call on: a stream that is destroyed forgets what nobody has read yet, and
 * that is what a broken connection does. Ends with the body, the connection, or the signal.
 */
export function takeBytes(
  request: IncomingMessage,
  signal: AbortSignal,
): AsyncIterable<Buffer> {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isOver = request.destroyed || signal.aborted;
  let wake: () => void = () => undefined;
  const take = (chunk: Buffer): void => {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= mostWaitingBytes) request.pause();
    wake();
  };
  const end = (): void => {
    isOver = true;
    request.off("data", take);
    wake();
  };
  request.on("data", take);
  for (const ended of ["end", "close", "error"]) request.once(ended, end);
  signal.addEventListener("abort", end, { once: true });
  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const taken = waiting;
        waiting = [];
        waitingBytes = 0;
        if (request.isPaused() && !isOver) request.resume();
        yield* taken;
        if (waiting.length > 0) continue;
        if (isOver) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
