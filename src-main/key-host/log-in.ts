import pkcs11js, { type Handle, type PKCS11, type TokenInfo } from "pkcs11js";
import { isReturnCode, KeyProblem } from "./key-problem.ts";
import { pinLengthOf } from "./pin-length.ts";

export interface Login {
  /** Null: on the key's own pad. */
  readonly pin: string | null;
  readonly isFinalTryConfirmed: boolean;
}

/** Refuses, before anything is spent, what the key already says cannot end well. */
export function requireTriesLeft(
  info: TokenInfo,
  { pin, isFinalTryConfirmed }: Login,
): void {
  const has = (flag: number): boolean => (info.flags & flag) !== 0;
  if (!has(pkcs11js.CKF_TOKEN_INITIALIZED))
    throw new KeyProblem("key-not-initialised");
  if (has(pkcs11js.CKF_USER_PIN_LOCKED)) throw new KeyProblem("key-pin-locked");
  if (!has(pkcs11js.CKF_USER_PIN_INITIALIZED))
    throw new KeyProblem("key-pin-not-set");
  if (has(pkcs11js.CKF_USER_PIN_FINAL_TRY) && !isFinalTryConfirmed) {
    throw new KeyProblem("key-pin-final-try");
  }
  if (pin === null) {
    if (has(pkcs11js.CKF_PROTECTED_AUTHENTICATION_PATH)) return;
    throw new KeyProblem("key-pin-length");
  }
  requirePinLength(info, pin);
}

/** A PIN of another length cannot be right, and trying it would spend a try. */
export function requirePinLength(info: TokenInfo, pin: string): void {
  const { least, most } = pinLengthOf(info);
  const pinBytes = Buffer.byteLength(pin);
  if (pinBytes < least || pinBytes > most)
    throw new KeyProblem("key-pin-length", { least, most });
}

export function logIn(
  module: PKCS11,
  slot: Handle,
  session: Handle,
  { pin }: Login,
): void {
  const enter = (): void => {
    callLogin(module, session, pkcs11js.CKU_USER, pin);
  };
  namingWrongPin(module, slot, () => {
    try {
      enter();
    } catch (error) {
      // A login left over says nothing about this PIN: end it and let the key judge.
      if (!isReturnCode(error, pkcs11js.CKR_USER_ALREADY_LOGGED_IN))
        throw error;
      module.C_Logout(session);
      enter();
    }
  });
}

/** Where the key refuses the PIN, it is asked at once what it says about the tries left. */
export function namingWrongPin(
  module: PKCS11,
  slot: Handle,
  step: () => void,
): void {
  try {
    step();
  } catch (error) {
    throw isReturnCode(
      error,
      pkcs11js.CKR_PIN_INCORRECT,
      pkcs11js.CKR_PIN_INVALID,
    )
      ? wrongPin(module, slot)
      : error;
  }
}

/** For keys that want the PIN again for every single signature (CKA_ALWAYS_AUTHENTICATE). */
export function logInForSignature(
  module: PKCS11,
  slot: Handle,
  session: Handle,
  { pin }: Login,
): void {
  namingWrongPin(module, slot, () => {
    callLogin(module, session, pkcs11js.CKU_CONTEXT_SPECIFIC, pin);
  });
}

function callLogin(
  module: PKCS11,
  session: Handle,
  userType: number,
  pin: string | null,
): void {
  // On the key's own pad the PIN is absent; pkcs11js 2.1.7 takes a text only, and an empty one has length 0.
  if (pin === null) module.C_Login(session, userType, "");
  else module.C_Login(session, userType, pin);
}

/** Says what the key tells about the tries left, which is flags and no number. */
function wrongPin(module: PKCS11, slot: Handle): KeyProblem {
  try {
    const { flags } = module.C_GetTokenInfo(slot);
    if (flags & pkcs11js.CKF_USER_PIN_LOCKED)
      return new KeyProblem("key-pin-locked");
    return new KeyProblem("key-pin-wrong", {
      isCountLow: (flags & pkcs11js.CKF_USER_PIN_COUNT_LOW) !== 0,
      isFinalTry: (flags & pkcs11js.CKF_USER_PIN_FINAL_TRY) !== 0,
    });
  } catch {
    // Pulled out or stuck since, but it has judged: the try is spent and must be counted.
    return new KeyProblem("key-pin-wrong");
  }
}
