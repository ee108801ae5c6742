import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type {
  KeyOverview,
  usbKeyProcedures,
} from "../../src-shared/usb-key/usb-key-procedures.ts";
import type { UsbKeys } from "./create-usb-keys.ts";

export function handleUsbKey(
  usbKeys: Pick<UsbKeys, "changePin">,
  overview: () => Promise<KeyOverview>,
): ProcedureHandlers<typeof usbKeyProcedures> {
  let isChanging = false;
  return {
    "usb-key.overview": overview,
    "usb-key.change-pin": async ({
      certificateId,
      pins,
      isFinalTryConfirmed,
    }) => {
      // A second click must not become a second try of the old PIN, which is wrong by then.
      if (isChanging) throw new ProblemError("key-busy");
      isChanging = true;
      try {
        await usbKeys.changePin(certificateId, { pins, isFinalTryConfirmed });
        return {};
      } finally {
        isChanging = false;
      }
    },
  };
}
