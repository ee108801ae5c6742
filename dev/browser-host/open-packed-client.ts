import { join } from "node:path";
import type { createApplication } from "../../src-main/application/create-application.ts";
import { forkKeyHost } from "./fork-key-host.ts";
import type { ClientProgram } from "./start-browser-host.ts";

interface PackedApplication {
  readonly createApplication: typeof createApplication;
}

/** The client as it was packed, in a folder made by `dev/packaging/unpack-to-run.ts`. */
export async function openPackedClient(folder: string): Promise<ClientProgram> {
  const packed = (await import(
    join(folder, "app/build/main/application.js")
  )) as PackedApplication;
  return {
    createApplication: (ports) => packed.createApplication(ports),
    pageFolder: join(folder, "app/build/renderer"),
    startKeyHost: () => forkKeyHost(join(folder, "key-host/key-host.js")),
  };
}
