import {
  connectBridge,
  type Bridge,
} from "../../src-shared/bridge/connect-bridge.ts";
import type { BridgePipe } from "../../src-shared/bridge/wire.ts";
import { create } from "zustand";

declare global {
  interface Window {
    /** Put there by the preload script, or by the browser host before the bundle. */
    readonly bridgePipe?: BridgePipe;
  }
}

/** True once the host is gone: nothing more can be asked until the page is loaded again. */
export const useIsHostGone = create<boolean>(() => false);

let connected: Bridge | undefined;

/** Connected at first use, not at import, so that stores can be imported where there is no window. */
function bridge(): Bridge {
  connected ??= connectBridge(watched(window.bridgePipe), {
    setTimeout: (action, ms) => window.setTimeout(action, ms),
    clearTimeout: (timer) => window.clearTimeout(timer as number),
  });
  return connected;
}

function watched(pipe: BridgePipe | undefined): BridgePipe {
  const markGone = () => useIsHostGone.setState(true, true);
  if (pipe === undefined)
    return {
      send: markGone,
      onMessage: () => undefined,
      onClose: (listener) => queueMicrotask(listener),
    };
  return {
    send: (text) => pipe.send(text),
    onMessage: (listener) => pipe.onMessage(listener),
    onClose: (listener) =>
      pipe.onClose(() => {
        markGone();
        listener();
      }),
  };
}

export const call: Bridge["call"] = (name, input) => bridge().call(name, input);
export const on: Bridge["on"] = (name, listener) => bridge().on(name, listener);
