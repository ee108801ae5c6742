import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  KeyOverview,
  usbKeyProcedures,
} from "../../src-shared/usb-key/usb-key-procedures.ts";
import type { Identities } from "../identities/create-identities.ts";
import type { Settings } from "../settings/create-settings.ts";
import type { Database } from "../storage/open-database.ts";
import type { CompanionMaterial } from "../sync/companion-material.ts";
import {
  createUsbKeys,
  type UsbKeys,
  type UsbKeysOptions,
} from "../usb-key/create-usb-keys.ts";
import { handleUsbKey } from "../usb-key/handle-usb-key.ts";
import { keyAuthorities } from "../usb-key/key-authorities.ts";
import { createPinMemory } from "../usb-key/pin-memory.ts";
import { createPinTryStore } from "../usb-key/pin-try-store.ts";
import { createKeyTelling, type KeyTelling } from "../usb-key/tell-keys.ts";
import type { HostPorts } from "./host-ports.ts";
import { driverModulesOf } from "./driver-modules.ts";

export interface UsbKeyParts {
  readonly usbKeys: UsbKeys;
  readonly handlers: ProcedureHandlers<typeof usbKeyProcedures>;
  readonly telling: Pick<KeyTelling, "follow" | "lookAnew">;
}

/** 电子钥匙: the drivers of settings and host, tries noted in the profile, certificates judged by the API's trust. */
export function joinUsbKeys(place: {
  readonly database: Database;
  readonly identities: Identities;
  readonly material: CompanionMaterial;
  readonly settings: Settings;
  readonly ports: HostPorts;
  readonly log: UsbKeysOptions["log"];
  readonly onChanged: (overview: KeyOverview) => void;
  readonly logDefect: (error: unknown) => void;
}): UsbKeyParts {
  const { database, identities, material, settings, ports, logDefect } = place;
  const { now } = ports;
  const usbKeys = createUsbKeys({
    startKeyHost: () => ports.startKeyHost(),
    start32BitKeyHost: ports.start32BitKeyHost,
    ...driverModulesOf(settings.state(), ports),
    memory: createPinMemory({
      store: createPinTryStore(database, now),
      hash: (text) => identities.hash("pin-tries", text),
      logDefect,
    }),
    authorities: keyAuthorities(settings.values().keyAuthorities),
    log: place.log,
    now,
  });
  const telling = createKeyTelling({
    usbKeys,
    keptTrust: () => material.keptTrust(),
    fresherTrust: () => material.fresherTrust(),
    now,
    onChanged: place.onChanged,
    logDefect,
  });
  return {
    usbKeys,
    handlers: handleUsbKey(usbKeys, () => telling.overview()),
    telling,
  };
}
