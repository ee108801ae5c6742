import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import {
  describeFailure,
  KeyProblem,
} from "../../../src-main/key-host/key-problem.ts";
import { problemOfReturnCode } from "../../../src-main/key-host/return-code-problems.ts";

describe("what a driver returns", () => {
  it.each([
    [pkcs11js.CKR_PIN_INCORRECT, "key-pin-wrong"],
    [pkcs11js.CKR_PIN_LOCKED, "key-pin-locked"],
    [pkcs11js.CKR_DEVICE_REMOVED, "key-removed"],
    [pkcs11js.CKR_SESSION_HANDLE_INVALID, "key-removed"],
    [pkcs11js.CKR_USER_ALREADY_LOGGED_IN, "key-busy"],
    [pkcs11js.CKR_ARGUMENTS_BAD, "key-driver-refused"],
    [0x80000001, "key-driver-error"],
    [0x7fff, "key-driver-error"],
  ])("is one named problem: 0x%s", (returnCode, problem) => {
    expect(problemOfReturnCode(returnCode)).toBe(problem);
  });

  it("is told by name and number, never by text that could quote a PIN", () => {
    const failure = describeFailure(
      new pkcs11js.Pkcs11Error("CKR_PIN_INCORRECT", 0xa0, "C_Login"),
    );
    expect(failure).toEqual({
      code: "key-pin-wrong",
      facts: { call: "C_Login", returnCode: "0xa0" },
    });
    expect(describeFailure(new TypeError("pin 12345678 is no string"))).toEqual(
      {
        code: "key-driver-error",
        facts: {},
      },
    );
  });

  it("keeps what the host itself found out", () => {
    expect(
      describeFailure(new KeyProblem("key-pin-length", { least: 6, most: 16 })),
    ).toEqual({
      code: "key-pin-length",
      facts: { least: 6, most: 16 },
    });
  });
});
