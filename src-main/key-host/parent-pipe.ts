import process from "node:process";

export interface ParentPipe {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What Electron gives a utilityProcess instead of Node's own channel. */
interface UtilityParentPort {
  on(name: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

export function openParentPipe(): ParentPipe {
  const { parentPort } = process as { parentPort?: UtilityParentPort };
  if (parentPort) {
    return {
      send: (message) => {
        parentPort.postMessage(message);
      },
      onMessage: (listener) => {
        parentPort.on("message", ({ data }) => {
          listener(data);
        });
      },
    };
  }
  // A host whose application is gone must not keep the key open.
  process.on("disconnect", () => process.exit(0));
  return {
    // An application that was killed takes no answer; `disconnect` says so too.
    send: (message) =>
      process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on("message", listener),
  };
}
