import pkcs11js from "pkcs11js";
import type { HostRequest } from "../../src-shared/usb-key/key-host-messages.ts";
import { describeFailure, isReturnCode, KeyProblem } from "./key-problem.ts";
import {
  logIn,
  namingWrongPin,
  requirePinLength,
  requireTriesLeft,
} from "./log-in.ts";
import type { Driver } from "./open-driver.ts";
import { endQuietly } from "./end-quietly.ts";
import { withSigningSession } from "./with-signing-session.ts";

export type ChangePinRequest = Extract<HostRequest, { ask: "change-pin" }>;

/**
 * One try of the present PIN. C_SetPIN checks it itself (PKCS#11 v2.40 section 5.5); only a module that wants a login
 * first, and says so before it has judged anything, gets one.
 */
export function changePin(
  driver: Driver,
  request: ChangePinRequest,
  onPinRight: () => void,
): void {
  const { module } = driver;
  const { pins, isFinalTryConfirmed } = request;
  const login = { pin: pins?.present ?? null, isFinalTryConfirmed };
  const flags = pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION;
  withSigningSession(driver, request, flags, (session, { slot, info }) => {
    requireTriesLeft(info, login);
    if (pins !== null) requirePinLength(info, pins.next);
    const set = (): void => {
      namingWrongPin(module, slot, () => {
        namingNewPin(() => {
          // On the key's own pad both are absent, and pkcs11js takes texts only.
          module.C_SetPIN(session, pins?.present ?? "", pins?.next ?? "");
        });
      });
    };
    namingRefusal(() => {
      try {
        set();
      } catch (error) {
        if (!isReturnCode(error, pkcs11js.CKR_USER_NOT_LOGGED_IN)) throw error;
        logIn(module, slot, session, login);
        onPinRight();
        try {
          set();
        } finally {
          endQuietly(() => {
            module.C_Logout(session);
          });
        }
      }
    });
  });
}

/** What would be told of a signature is told of the PIN. */
function namingRefusal(step: () => void): void {
  try {
    step();
  } catch (error) {
    const { code, facts } = describeFailure(error);
    throw code === "key-signature-refused"
      ? new KeyProblem("key-pin-change-refused", facts, { cause: error })
      : error;
  }
}

/** These speak about the new PIN; about the present one a key says CKR_PIN_INCORRECT. */
function namingNewPin(step: () => void): void {
  try {
    step();
  } catch (error) {
    throw isReturnCode(
      error,
      pkcs11js.CKR_PIN_INVALID,
      pkcs11js.CKR_PIN_LEN_RANGE,
      pkcs11js.CKR_PIN_TOO_WEAK,
    )
      ? new KeyProblem("key-new-pin-refused", {}, { cause: error })
      : error;
  }
}
