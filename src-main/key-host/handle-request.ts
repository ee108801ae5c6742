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
import { watchSlots } from "./watch-slots.ts";

export function createRequestHandler(
  reportChange: () => void,
): (request: HostRequest) => HostAnswers[HostRequest["ask"]] {
  let driver: Driver | null = null;
  let stopWatching: (() => void) | null = null;

  const opened = (): Driver => {
    if (!driver) throw new KeyProblem("key-driver-refused");
    return driver;
  };

  return (request) => {
    switch (request.ask) {
      case "open":
        driver ??= openDriver(request.modulePath, request.quirks);
        return { libraryDescription: driver.libraryDescription };
      case "list":
        return { tokens: listTokens(opened()) };
      case "inspect":
        return inspectDriver(opened());
      case "change-pin":
        changePin(opened(), request);
        return {};
      case "sign":
        return {
          signatureBase64: signOnToken(opened(), request).toString("base64"),
        };
      case "watch":
        stopWatching?.();
        stopWatching = watchSlots(opened(), request.intervalMs, reportChange);
        return {};
    }
  };
}
