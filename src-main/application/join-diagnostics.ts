import type { ProblemCode } from "../../src-shared/problems/problem.ts";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import {
  createDiagnostics,
  type Diagnostics,
} from "../diagnostics/create-diagnostics.ts";
import { keySections } from "../diagnostics/key-sections.ts";
import { machineSections } from "../diagnostics/machine-sections.ts";
import type { Settings } from "../settings/create-settings.ts";
import { measureStorage } from "../settings/storage-used.ts";
import type { CompanionClient } from "../sync/companion-client.ts";
import type { UsbKeys } from "../usb-key/create-usb-keys.ts";
import packageFile from "../../package.json" with { type: "json" };

/** 诊断 over the features it tells of, with a page and without one. */
export function joinDiagnostics({
  settings,
  client,
  usbKeys,
  trust,
  profileFolder,
  judgeDatabase,
  now,
  logDefect,
}: {
  readonly settings: Settings;
  readonly client: CompanionClient;
  readonly usbKeys: UsbKeys;
  readonly trust: () => Promise<TrustMaterial>;
  readonly profileFolder: string;
  readonly judgeDatabase: () => ProblemCode | null;
  readonly now: () => Date;
  readonly logDefect: (error: unknown) => void;
}): Diagnostics {
  return createDiagnostics({
    sources: [
      ...machineSections({
        version: packageFile.version,
        settings: () => settings.state(),
        askServer: () => client.call("health", {}, { timeLimitMs: 10_000 }),
        profileFolder,
        measureStorage: () => measureStorage(profileFolder),
        judgeDatabase,
        now,
      }),
      keySections({
        inspect: () => usbKeys.inspect(),
        certificates: async () => {
          const { certificates, unreadable } = await usbKeys.listKeys(
            await trust(),
            now(),
          );
          const readable = certificates.map((shown) => ({
            shown,
            parsed: usbKeys.findCertificate(shown.id),
          }));
          return { readable, unreadable };
        },
        lastEvents: () => usbKeys.lastEvents(),
      }),
    ],
    now,
    logDefect,
  });
}
