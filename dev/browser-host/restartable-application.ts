import type {
  Application,
  BridgeTransport,
} from "../../src-main/application/host-ports.ts";

/**
 * Stands for whichever application runs at the moment. A restart ends the pages' pipes with the old one, as a window
 * that closes does; a page that comes back while the new one is built waits for it.
 */
export async function createRestartable(
  build: (restart: () => void) => Promise<Application>,
  endPages: () => void,
): Promise<Application> {
  let running = await build(restart);
  let ready = Promise.resolve(running);

  function restart(): void {
    const old = running;
    ready = (async () => {
      // The answer to the page that asked for it is still on its way.
      await new Promise((resolve) => setImmediate(resolve));
      endPages();
      await old.close();
      running = await build(restart);
      return running;
    })();
    ready.catch((error: unknown) => console.error(error));
  }

  return {
    connectPage: (transport) => {
      const waiting = holdBack(transport);
      void ready.then((application) => application.connectPage(waiting));
    },
    answerAttachmentRequest: async (request) =>
      (await ready).answerAttachmentRequest(request),
    countUnsentSubmissions: () => running.countUnsentSubmissions(),
    keepTyping: () => running.keepTyping(),
    wakeUp: () => running.wakeUp(),
    close: async () => (await ready).close(),
  };
}

/** Keeps what the page says until somebody listens. */
function holdBack(transport: BridgeTransport): BridgeTransport {
  const early: string[] = [];
  let deliver = (text: string): void => void early.push(text);
  transport.onMessage((text) => deliver(text));
  return {
    ...transport,
    onMessage: (listener) => {
      deliver = listener;
      for (const text of early.splice(0)) listener(text);
    },
  };
}
