import type {
  HostToken,
  LibraryInspection,
  UsbKeyProblemCode,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { findCertificates } from "./list-keys.ts";
import type { KeyDriver } from "./key-driver.ts";
import {
  judgeModuleSignature,
  type ModuleSignature,
} from "./judge-module-signature.ts";
import { shownLabel } from "./shown-label.ts";
import type { ModuleHeader } from "./read-module-header.ts";

export interface DriverInspection {
  readonly name: string;
  readonly modulePath: string;
  readonly header: ModuleHeader;
  readonly signature: ModuleSignature;
  /** Null where the module does not load, or does not answer. */
  readonly library: LibraryInspection | null;
  readonly tokens: readonly HostToken[];
  readonly problem: UsbKeyProblemCode | null;
}

export async function inspectDriver(
  driver: KeyDriver,
): Promise<DriverInspection> {
  const header = await driver.readHeader();
  const { name, modulePath } = driver;
  const [{ problem, ...found }, signature] = await Promise.all([
    findCertificates(driver),
    judgeModuleSignature(modulePath),
  ]);
  const tokens = found.tokens.map((token) => ({
    ...token,
    // A certificate's label may name its holder.
    name: {
      ...token.name,
      label: shownLabel({ ...token, certificates: [] }),
    },
  }));
  const inspected = { name, modulePath, header, signature, tokens, problem };
  if (problem !== null) return { ...inspected, library: null };
  const library = await driver
    .connection()
    .inspect()
    .catch(() => null);
  return { ...inspected, library };
}
