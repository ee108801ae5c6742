import type { HostRequest } from "../../../src-shared/usb-key/key-host-messages.ts";
import type { KeyHostProcess } from "../../../src-main/usb-key/key-host-process.ts";

export interface FakeKeyHost extends KeyHostProcess {
  readonly received: HostRequest[];
  readonly isKilled: boolean;
  say(message: unknown): void;
  die(): void;
}

/** Answers as the script says; without an answer it hangs. */
export function fakeKeyHost(
  answer: (request: HostRequest, host: FakeKeyHost) => unknown,
): FakeKeyHost {
  const messageListeners: ((message: unknown) => void)[] = [];
  const exitListeners: ((code: number | null) => void)[] = [];
  const received: HostRequest[] = [];
  let isKilled = false;
  const host: FakeKeyHost = {
    received,
    get isKilled() {
      return isKilled;
    },
    send: (message) => {
      const request = message as HostRequest;
      received.push(request);
      queueMicrotask(() => {
        const reply = answer(request, host);
        if (reply !== undefined)
          host.say({ kind: "answer", id: request.id, answer: reply });
      });
    },
    onMessage: (listener) => messageListeners.push(listener),
    onExit: (listener) => exitListeners.push(listener),
    say: (message) => {
      for (const listener of messageListeners) listener(message);
    },
    die: () => {
      for (const listener of exitListeners) listener(139);
    },
    kill: () => {
      isKilled = true;
      queueMicrotask(() => {
        host.die();
      });
    },
  };
  return host;
}
