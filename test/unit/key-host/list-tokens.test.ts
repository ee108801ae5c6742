import pkcs11js, { type TokenInfo } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { listTokens } from "../../../src-main/key-host/list-tokens.ts";
import type { Driver } from "../../../src-main/key-host/open-driver.ts";
import { createSlotWatch } from "../../../src-main/key-host/watch-slots.ts";
import { driverQuirksSchema } from "../../../src-shared/usb-key/key-host-messages.ts";

/** A reader whose token does not tell what it is, before one with a key in order. */
function listBeside(returnCode: number): unknown[] {
  const module = {
    C_GetSlotList: () => [Buffer.from([1]), Buffer.from([2])],
    C_GetSlotInfo: () => ({ slotDescription: "Badge Reader   " }),
    C_GetTokenInfo: (slot: Buffer): Partial<TokenInfo> => {
      if (slot[0] === 1)
        throw new pkcs11js.Pkcs11Error("CKR", returnCode, "C_GetTokenInfo");
      return {
        label: "real",
        serialNumber: "1",
        manufacturerID: "",
        model: "",
        minPinLen: 4,
        maxPinLen: 16,
        flags: pkcs11js.CKF_TOKEN_INITIALIZED,
      };
    },
    C_OpenSession: () => Buffer.from([1]),
    C_CloseSession: () => undefined,
    C_FindObjectsInit: () => undefined,
    C_FindObjects: () => [],
    C_FindObjectsFinal: () => undefined,
  };
  const driver = {
    module,
    quirks: driverQuirksSchema.parse({}),
    libraryDescription: "",
  } as unknown as Driver;
  const watch = createSlotWatch(driver, {
    onChange: () => undefined,
    onLook: () => undefined,
  });
  return listTokens({ driver, watch }).map(({ name, problem }) => [
    name.label,
    problem,
  ]);
}

describe("a key beside one that cannot be read", () => {
  it("is listed, and the other one with its problem", () => {
    expect(listBeside(pkcs11js.CKR_DEVICE_ERROR)).toEqual([
      ["Badge Reader", "key-driver-error"],
      ["real", null],
    ]);
  });

  it.each([
    "CKR_SLOT_ID_INVALID",
    "CKR_TOKEN_NOT_PRESENT",
    "CKR_DEVICE_REMOVED",
    "CKR_TOKEN_NOT_RECOGNIZED",
  ] as const)(
    "is listed alone where the other one is gone, or none of this driver's: %s",
    (name) => {
      expect(listBeside(pkcs11js[name])).toEqual([["real", null]]);
    },
  );
});
