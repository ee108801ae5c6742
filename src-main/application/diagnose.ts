import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DiagnosticReport } from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import { proxyChoiceOf } from "../network/proxy-choice.ts";
import { readClerkSettings } from "../settings/clerk-settings-file.ts";
import { createSettings } from "../settings/create-settings.ts";
import { judgeDatabaseFile } from "../storage/judge-database-file.ts";
import { createCompanionClient } from "../sync/companion-client.ts";
import {
  createCompanionMaterial,
  type MaterialCache,
} from "../sync/companion-material.ts";
import { createUsbKeys } from "../usb-key/create-usb-keys.ts";
import { keyAuthorities } from "../usb-key/key-authorities.ts";
import type { PinMemory } from "../usb-key/pin-memory.ts";
import type { HostPorts } from "./host-ports.ts";
import { joinDiagnostics } from "./join-diagnostics.ts";
import { driverModulesOf } from "./driver-modules.ts";

/**
 * The report of the page 诊断 without a page. It opens nothing for writing, so it may run beside a client that is open, and
 * also where the profile does not open at all.
 */
export async function diagnose(ports: HostPorts): Promise<DiagnosticReport> {
  const { profileFolder, now } = ports;
  const settings = await createSettings(ports, readClerkSettings);
  const values = settings.values();
  ports.proxy.onSignIn(() => null);
  await ports.proxy.use(proxyChoiceOf(values));
  const { companionAddress } = values;
  const client = createCompanionClient(
    companionAddress === "" ? "" : new URL(companionAddress).origin,
    ports.fetch,
    now,
  );
  const material = createCompanionMaterial(client, keepNothing(), now);
  const usbKeys = createUsbKeys({
    startKeyHost: () => ports.startKeyHost(),
    start32BitKeyHost: ports.start32BitKeyHost,
    ...driverModulesOf(settings.state(), ports),
    memory: noPinWasTried,
    authorities: keyAuthorities(values.keyAuthorities),
    log: { warn: () => undefined },
    now,
  });
  try {
    const diagnostics = joinDiagnostics({
      settings,
      client,
      usbKeys,
      trust: async () => (await material.trust()).trust,
      profileFolder,
      judgeDatabase: () => {
        const file = join(profileFolder, "client.db");
        return existsSync(file) ? judgeDatabaseFile(file) : null;
      },
      now,
      logDefect: () => undefined,
    });
    return await diagnostics.read();
  } finally {
    usbKeys.close();
    client.close();
  }
}

function keepNothing(): MaterialCache {
  return { get: () => null, put: () => undefined };
}

const noTries = { wrongTries: 0, uncertainTries: 0 };
const noPinWasTried: PinMemory = {
  beginReading: () => async () => undefined,
  recall: async () => noTries,
  recallEnded: async () => noTries,
  noteBegun: async () => undefined,
  noteUnanswered: async () => undefined,
  noteUnspent: async () => undefined,
  noteWrong: async () => 0,
  noteRight: async () => undefined,
};
