import type { Handle, PKCS11 } from "pkcs11js";
import { withoutPadding } from "../../src-shared/certificates/decode-asn1-text.ts";
import type { LibraryInspection } from "../../src-shared/usb-key/key-host-messages.ts";
import type { Driver } from "./open-driver.ts";

// CKF_TOKEN_PRESENT of CK_SLOT_INFO, which pkcs11js does not name.
const tokenPresent = 0x00000001;

/** Asks no token anything: a key that is stuck must not keep the rest from being told. */
export function inspectDriver({ module }: Driver): LibraryInspection {
  const info = module.C_GetInfo();
  return {
    description: withoutPadding(info.libraryDescription),
    manufacturer: withoutPadding(info.manufacturerID),
    version: sayVersion(info.libraryVersion),
    cryptokiVersion: sayVersion(info.cryptokiVersion),
    slots: module
      .C_GetSlotList(false)
      .flatMap((slot) => inspectSlot(module, slot)),
  };
}

function inspectSlot(module: PKCS11, slot: Handle): LibraryInspection["slots"] {
  try {
    const info = module.C_GetSlotInfo(slot);
    return [
      {
        description: withoutPadding(info.slotDescription),
        manufacturer: withoutPadding(info.manufacturerID),
        firmwareVersion: sayVersion(info.firmwareVersion),
        hasToken: (info.flags & tokenPresent) !== 0,
      },
    ];
  } catch {
    // A reader that went away while it was asked.
    return [];
  }
}

function sayVersion({ major, minor }: { major: number; minor: number }) {
  return `${String(major)}.${String(minor)}`;
}
