import type { KeyHostProcess } from "../../../src-main/usb-key/key-host-process.ts";
import type { HostRequest } from "../../../src-shared/usb-key/key-host-messages.ts";
import { forkKeyHost, type ForkedKeyHost } from "./fork-key-host.ts";

/** Forks once it hears which module it is for, so that every module has an environment of its own. */
export function forkForModule(
  environmentOf: (modulePath: string) => Readonly<Record<string, string>>,
): KeyHostProcess {
  const messageListeners: ((message: unknown) => void)[] = [];
  const exitListeners: ((code: number | null) => void)[] = [];
  let host: ForkedKeyHost | null = null;

  function fork(modulePath: string): ForkedKeyHost {
    const forked = forkKeyHost(environmentOf(modulePath));
    for (const listener of messageListeners) forked.onMessage(listener);
    for (const listener of exitListeners) forked.onExit(listener);
    return forked;
  }

  return {
    send: (message) => {
      const request = message as HostRequest;
      if (request.ask === "open") host = fork(request.modulePath);
      host?.send(message);
    },
    onMessage: (listener) => messageListeners.push(listener),
    onExit: (listener) => exitListeners.push(listener),
    kill: () => {
      host?.kill();
    },
  };
}
