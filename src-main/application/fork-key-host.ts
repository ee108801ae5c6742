import { fork } from "node:child_process";
import type { KeyHostProcess } from "../usb-key/key-host-process.ts";

/** The key host under a plain Node: this one's own, or another executable for drivers of another machine word. */
export function forkKeyHost(
  scriptPath: string,
  nodePath: string = process.execPath,
): KeyHostProcess {
  const child = fork(scriptPath, {
    execPath: nodePath,
    execArgv: [],
    env: withoutNodeOptions(process.env),
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

/** Electron reads none of them once its fuses are set; a plain Node would load whatever they name before the script. */
function withoutNodeOptions(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(?:NODE_OPTIONS|NODE_PATH|NODE_REPL_.*)$/i.test(name),
    ),
  );
}
