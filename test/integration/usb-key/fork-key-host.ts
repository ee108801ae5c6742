import { fork } from "node:child_process";
import { join } from "node:path";
import type { KeyHostProcess } from "../../../src-main/usb-key/key-host-process.ts";

const keyHostPath = join(
  import.meta.dirname,
  "../../../src-main/key-host/key-host.ts",
);

export interface ForkedKeyHost extends KeyHostProcess {
  readonly pid: number;
}

/** The real key host in a real child process, with the environment that leads SoftHSM2 to its tokens. */
export function forkKeyHost(
  environment: Readonly<Record<string, string>>,
): ForkedKeyHost {
  const child = fork(keyHostPath, [], {
    env: { ...process.env, ...environment },
    serialization: "json",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  // Sending to a process that has just died is reported here; onExit tells the rest.
  child.on("error", () => undefined);
  return {
    pid: child.pid ?? 0,
    send: (message) => {
      child.send(message as object);
    },
    onMessage: (listener) => {
      child.on("message", listener);
    },
    onExit: (listener) => {
      child.on("exit", listener);
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
