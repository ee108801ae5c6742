import { join } from "node:path";
import type {
  intactKeyHost,
  startApplication,
} from "../../src-main/application/start-application.ts";
import { forkKeyHost } from "../../src-main/application/fork-key-host.ts";
import type { ClientProgram } from "./start-browser-host.ts";

interface PackedApplication {
  readonly startApplication: typeof startApplication;
  readonly intactKeyHost: typeof intactKeyHost;
}

/** The client as it was packed, in a folder made by `dev/packaging/unpack-to-run.ts`. */
export async function openPackedClient(folder: string): Promise<ClientProgram> {
  const packed = (await import(
    join(folder, "app/build/main/application.js")
  )) as PackedApplication;
  return {
    startApplication: (ports) => packed.startApplication(ports),
    pageFolder: join(folder, "app/build/renderer"),
    startKeyHost: () =>
      forkKeyHost(packed.intactKeyHost(join(folder, "key-host/key-host.js"))),
  };
}
