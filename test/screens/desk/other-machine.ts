import { join } from "node:path";
import { startProgram } from "./child-program.ts";
import type { Desk } from "./desk.ts";

/** The same key at another computer, with a profile of its own. */
export async function startOtherMachine(
  desk: Desk,
  further: readonly string[] = [],
) {
  return startProgram(
    "dev/browser-host.ts",
    [
      ...["--data-dir", join(desk.folder, "other-profile")],
      ...["--companion", desk.companionOrigin],
      ...["--port", "0"],
      ...["--pkcs11-module", desk.key.module],
      ...further,
    ],
    desk.key.environment,
  );
}
