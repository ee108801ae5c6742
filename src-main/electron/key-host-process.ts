import type { UtilityProcess } from "electron";
import type { HostPorts } from "../application/host-ports.ts";

type KeyHostProcess = ReturnType<HostPorts["startKeyHost"]>;

/** Electron's child process in the shape the application knows; `fork` is `utilityProcess.fork` of the key host. */
export function wrapKeyHost(
  child: Pick<UtilityProcess, "kill" | "on" | "once" | "postMessage">,
): KeyHostProcess {
  // An `error` that nobody hears is thrown, here into the main process. `exit` always follows and says enough; the
  // report that comes with the error is not kept, because it shows the environment and the stack.
  child.on("error", () => undefined);
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) =>
      void child.once("exit", (code: number) => listener(code)),
    kill: () => void child.kill(),
  };
}
