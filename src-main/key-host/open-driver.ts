import pkcs11js, { type PKCS11, type Handle, type TokenInfo } from "pkcs11js";
import { withoutPadding } from "../../src-shared/certificates/decode-asn1-text.ts";
import type {
  DriverQuirks,
  TokenName,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { isReturnCode, KeyProblem } from "./key-problem.ts";

/** A loaded, initialised module. */
export interface Driver {
  readonly module: PKCS11;
  readonly quirks: DriverQuirks;
  readonly libraryDescription: string;
}

export function openDriver(modulePath: string, quirks: DriverQuirks): Driver {
  const module = new pkcs11js.PKCS11();
  try {
    module.load(modulePath);
  } catch (error) {
    throw new KeyProblem(
      "key-driver-not-loaded",
      { step: "load" },
      { cause: error },
    );
  }
  try {
    // Without this flag several vendors' modules refuse to work beside their own threads.
    module.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK });
  } catch (error) {
    if (!isReturnCode(error, pkcs11js.CKR_CRYPTOKI_ALREADY_INITIALIZED))
      throw error;
  }
  pause(quirks.pauseAfterLoadMs);
  return {
    module,
    quirks,
    libraryDescription: withoutPadding(module.C_GetInfo().libraryDescription),
  };
}

export function presentSlots({ module, quirks }: Driver): Handle[] {
  if (quirks.readSlotListTwice) module.C_GetSlotList(true);
  return module.C_GetSlotList(true);
}

export function nameToken(slot: Handle, info: TokenInfo): TokenName {
  return {
    slotId: slot.toString("hex"),
    serialNumber: withoutPadding(info.serialNumber),
    label: withoutPadding(info.label),
  };
}

function pause(durationMs: number): void {
  if (durationMs > 0)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
