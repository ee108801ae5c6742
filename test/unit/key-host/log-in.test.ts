import pkcs11js, { type PKCS11, type TokenInfo } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { logIn, requireTriesLeft } from "../../../src-main/key-host/log-in.ts";

const readyFlags =
  pkcs11js.CKF_TOKEN_INITIALIZED |
  pkcs11js.CKF_USER_PIN_INITIALIZED |
  pkcs11js.CKF_LOGIN_REQUIRED;
const login = { pin: "12345678", isFinalTryConfirmed: false };
const handle = Buffer.alloc(8);

function token(flags: number): TokenInfo {
  return {
    flags: readyFlags | flags,
    minPinLen: 6,
    maxPinLen: 16,
  } as TokenInfo;
}

/** A module whose C_Login gives the return codes one after the other; 0 lets in. */
function moduleWithLogins(
  flags: number,
  ...returnCodes: number[]
): { module: PKCS11; calls: string[] } {
  const calls: string[] = [];
  const module = {
    C_Login: () => {
      calls.push("C_Login");
      const code = returnCodes.shift() ?? 0;
      if (code !== 0) throw new pkcs11js.Pkcs11Error("CKR", code, "C_Login");
    },
    C_Logout: () => calls.push("C_Logout"),
    C_GetTokenInfo: () => token(flags),
  };
  return { module: module as unknown as PKCS11, calls };
}

const refusalOf = (step: () => void) => {
  try {
    step();
    return "accepted";
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe("logging in to a key", () => {
  it("does not spend the last try before the clerk has confirmed it", () => {
    const lastTry = token(pkcs11js.CKF_USER_PIN_FINAL_TRY);
    expect(refusalOf(() => requireTriesLeft(lastTry, login))).toBe(
      "key-pin-final-try",
    );
    expect(
      refusalOf(() =>
        requireTriesLeft(lastTry, { ...login, isFinalTryConfirmed: true }),
      ),
    ).toBe("accepted");
  });

  it("does not try a locked key, whatever was confirmed", () => {
    const locked = token(pkcs11js.CKF_USER_PIN_LOCKED);
    expect(
      refusalOf(() =>
        requireTriesLeft(locked, { ...login, isFinalTryConfirmed: true }),
      ),
    ).toBe("key-pin-locked");
  });

  it.each(["12345", "12345678901234567", "一二三四五六"])(
    "does not try a PIN of a length the key cannot have: %s",
    (pin) => {
      expect(
        refusalOf(() => requireTriesLeft(token(0), { ...login, pin })),
      ).toBe("key-pin-length");
    },
  );

  it("leaves the PIN out only where the key has a pad of its own", () => {
    const onPad = { ...login, pin: null };
    expect(refusalOf(() => requireTriesLeft(token(0), onPad))).toBe(
      "key-pin-length",
    );
    const withPad = token(pkcs11js.CKF_PROTECTED_AUTHENTICATION_PATH);
    expect(refusalOf(() => requireTriesLeft(withPad, onPad))).toBe("accepted");
  });

  it("says what the key tells after a wrong PIN", () => {
    const wrong = (flags: number) => {
      const { module } = moduleWithLogins(flags, pkcs11js.CKR_PIN_INCORRECT);
      return refusalOf(() => logIn(module, handle, handle, login));
    };
    expect(wrong(pkcs11js.CKF_USER_PIN_COUNT_LOW)).toBe("key-pin-wrong");
    expect(wrong(pkcs11js.CKF_USER_PIN_LOCKED)).toBe("key-pin-locked");
  });

  it("says that the PIN was wrong also where the key is pulled out right after", () => {
    const { module } = moduleWithLogins(0, pkcs11js.CKR_PIN_INCORRECT);
    module.C_GetTokenInfo = () => {
      const removed = pkcs11js.CKR_TOKEN_NOT_PRESENT;
      throw new pkcs11js.Pkcs11Error("CKR", removed, "C_GetTokenInfo");
    };
    expect(refusalOf(() => logIn(module, handle, handle, login))).toBe(
      "key-pin-wrong",
    );
  });

  it("never takes a login left over for a right PIN", () => {
    const { module, calls } = moduleWithLogins(
      0,
      pkcs11js.CKR_USER_ALREADY_LOGGED_IN,
      pkcs11js.CKR_PIN_INCORRECT,
    );
    expect(refusalOf(() => logIn(module, handle, handle, login))).toBe(
      "key-pin-wrong",
    );
    expect(calls).toEqual(["C_Login", "C_Logout", "C_Login"]);
    const stubborn = moduleWithLogins(
      0,
      pkcs11js.CKR_USER_ALREADY_LOGGED_IN,
      pkcs11js.CKR_USER_ALREADY_LOGGED_IN,
    );
    expect(refusalOf(() => logIn(stubborn.module, handle, handle, login))).toBe(
      pkcs11js.CKR_USER_ALREADY_LOGGED_IN,
    );
  });

  it("tries a wrong PIN once", () => {
    const { module, calls } = moduleWithLogins(0, pkcs11js.CKR_PIN_INCORRECT);
    refusalOf(() => logIn(module, handle, handle, login));
    expect(calls).toEqual(["C_Login"]);
  });
});
