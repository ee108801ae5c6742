import { join } from "node:path";

/** The key host as it stands in the sources; Node runs it unbuilt. */
export const keyHostSource = join(
  import.meta.dirname,
  "../../src-main/key-host/key-host.ts",
);
