import { fork } from "node:child_process";
import { join } from "node:path";
import type { KeyHostProcess } from "../../src-main/usb-key/key-host-process.ts";

export const keyHostSource = join(
  import.meta.dirname,
  "../../src-main/key-host/key-host.ts",
);

export function forkKeyHost(keyHostPath: string): KeyHostProcess {
  const child = fork(keyHostPath, {
    serialization: "json",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return {
    send: (message) => {
      // A message to a process that just ended is answered by its `exit`, not by an exception here.
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => {
      child.once("exit", (code) => listener(code));
      child.once("error", () => {
        if (child.pid === undefined) listener(null);
      });
    },
    // A driver that hangs in native code does not hear a polite signal.
    kill: () => void child.kill("SIGKILL"),
  };
}
