import type { UsbKeyProblemCode } from "../../src-shared/usb-key/key-host-messages.ts";
import { connectKeyHost, type KeyHostConnection } from "./connect-key-host.ts";
import type { KeyHostTimes } from "./key-host-times.ts";
import type { KeyHostStarters, StartKeyHost } from "./key-host-process.ts";
import type { ModuleDescription } from "./module-catalogue.ts";
import type { DriverEvent } from "./driver-events.ts";
import {
  judgeModuleHeader,
  readModuleHeader,
  type ModuleHeader,
} from "./read-module-header.ts";

/** One PKCS#11 module: its file, and the process it runs in once it is needed. */
export interface KeyDriver {
  readonly name: string;
  readonly modulePath: string;
  readHeader(): Promise<ModuleHeader>;
  /** Told from the settings and the file alone, before anything loads it. */
  readProblem(): Promise<UsbKeyProblemCode | null>;
  connection(): KeyHostConnection;
  close(): void;
}

export function createKeyDriver(
  modulePath: string,
  { name, quirks, problem }: ModuleDescription,
  starters: KeyHostStarters,
  times: KeyHostTimes,
  onChange: () => void,
  onEvent: (event: DriverEvent) => void,
): KeyDriver {
  let header: ModuleHeader = { kind: "absent" };
  const connection = connectKeyHost({
    startKeyHost: () => starterFor(header, starters)(),
    modulePath,
    quirks,
    times,
    onChange,
    onEvent,
  });
  const readHeader = async () => (header = await readModuleHeader(modulePath));
  return {
    name,
    modulePath,
    readHeader,
    readProblem: async () =>
      problem ??
      judgeModuleHeader(
        await readHeader(),
        process.platform,
        starters.ia32 === null ? [process.arch] : [process.arch, "ia32"],
      ),
    connection: () => connection,
    close: () => {
      connection.close();
    },
  };
}

/** Whoever uses the connection has read the header before. */
function starterFor(
  header: ModuleHeader,
  { own, ia32 }: KeyHostStarters,
): StartKeyHost {
  const is32Bit = header.kind === "library" && header.architecture === "ia32";
  return is32Bit && process.arch !== "ia32" ? (ia32 ?? own) : own;
}
