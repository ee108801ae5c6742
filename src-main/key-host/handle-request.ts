import type {
  HostAnswers,
  HostRequest,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { changePin } from "./change-pin.ts";
import { inspectDriver } from "./inspect-driver.ts";
import { KeyProblem } from "./key-problem.ts";
import { listTokens } from "./list-tokens.ts";
import { openDriver, type Driver } from "./open-driver.ts";
import { signOnToken } from "./sign-on-token.ts";
import {
  createSlotWatch,
  type SlotWatch,
  type SlotWatchListener,
} from "./watch-slots.ts";

interface Opened {
  readonly driver: Driver;
  readonly watch: SlotWatch;
}

export function createRequestHandler(
  listener: SlotWatchListener,
): (
  request: HostRequest,
  onPinRight: () => void,
) => HostAnswers[HostRequest["ask"]] {
  let isOpen: Opened | null = null;

  function open({
    modulePath,
    quirks,
  }: Extract<HostRequest, { ask: "open" }>): Opened {
    const driver = openDriver(modulePath, quirks);
    return { driver, watch: createSlotWatch(driver, listener) };
  }

  function opened(): Opened {
    if (!isOpen) throw new KeyProblem("key-driver-refused");
    return isOpen;
  }

  return (request, onPinRight) => {
    switch (request.ask) {
      case "open": {
        const { driver } = (isOpen ??= open(request));
        return { libraryDescription: driver.libraryDescription };
      }
      case "list":
        return { tokens: listTokens(opened()) };
      case "inspect":
        return inspectDriver(opened().driver);
      case "change-pin":
        changePin(opened().driver, request, onPinRight);
        return {};
      case "sign":
        return {
          signatureBase64: signOnToken(
            opened().driver,
            request,
            onPinRight,
          ).toString("base64"),
        };
      case "watch":
        opened().watch.start(request.intervalMs);
        return {};
    }
  };
}
