import pkcs11js, { type TokenInfo } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { listTokens } from "../../../src-main/key-host/list-tokens.ts";
import type { Driver } from "../../../src-main/key-host/open-driver.ts";
import { createSlotWatch } from "../../../src-main/key-host/watch-slots.ts";
import {
  driverQuirksSchema,
  type DriverQuirks,
} from "../../../src-shared/usb-key/key-host-messages.ts";

/** A driver that finds its readers on the second question, and shows an empty key beside the real one. */
function labelsWith(quirks: Partial<DriverQuirks>): string[] {
  let questions = 0;
  const module = {
    C_GetSlotList: () =>
      questions++ === 0 ? [] : [Buffer.from([1]), Buffer.from([2])],
    C_GetTokenInfo: (slot: Buffer): Partial<TokenInfo> => ({
      label: slot[0] === 1 ? "real" : "empty",
      serialNumber: "1",
      manufacturerID: "",
      model: "",
      minPinLen: 4,
      maxPinLen: 16,
      flags: slot[0] === 1 ? pkcs11js.CKF_TOKEN_INITIALIZED : 0,
    }),
    C_OpenSession: () => Buffer.from([1]),
    C_CloseSession: () => undefined,
    C_FindObjectsInit: () => undefined,
    C_FindObjects: () => [],
    C_FindObjectsFinal: () => undefined,
  };
  const driver = {
    module,
    quirks: driverQuirksSchema.parse(quirks),
    libraryDescription: "",
  } as unknown as Driver;
  const watch = createSlotWatch(driver, {
    onChange: () => undefined,
    onLook: () => undefined,
  });
  return listTokens({ driver, watch }).map(({ name }) => name.label);
}

describe("a driver's oddities", () => {
  it("that come after one question are met by asking twice", () => {
    expect(labelsWith({})).toEqual([]);
    expect(labelsWith({ readSlotListTwice: true })).toEqual(["real", "empty"]);
  });

  it("that are no keys at all are left out, and only there", () => {
    const readSlotListTwice = true;
    expect(
      labelsWith({ readSlotListTwice, hideUninitialisedTokens: true }),
    ).toEqual(["real"]);
  });
});
