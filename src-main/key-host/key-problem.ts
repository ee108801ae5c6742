import pkcs11js from "pkcs11js";
import type { UsbKeyProblemCode } from "../../src-shared/usb-key/key-host-messages.ts";
import { problemOfReturnCode } from "./return-code-problems.ts";

export type KeyFacts = Readonly<Record<string, string | number | boolean>>;

/** Thrown where this host itself sees what is wrong. */
export class KeyProblem extends Error {
  readonly code: UsbKeyProblemCode;
  readonly facts: KeyFacts;

  constructor(
    code: UsbKeyProblemCode,
    facts: KeyFacts = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = "KeyProblem";
    this.code = code;
    this.facts = facts;
  }
}

export interface Failure {
  readonly code: UsbKeyProblemCode;
  readonly facts: Record<string, string | number | boolean>;
}

/** Names only: an error's text could quote an argument, and an argument could be the PIN. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof KeyProblem)
    return { code: error.code, facts: { ...error.facts } };
  if (error instanceof pkcs11js.Pkcs11Error) {
    const code = problemOfReturnCode(error.code);
    return {
      code,
      facts: {
        // Of the calls made here, pkcs11js 2.1.7 loses the name of C_Sign alone.
        call: error.method || "C_Sign",
        returnCode: `0x${error.code.toString(16)}`,
      },
    };
  }
  return { code: "key-driver-error", facts: {} };
}

export function isReturnCode(
  error: unknown,
  ...codes: readonly number[]
): boolean {
  return error instanceof pkcs11js.Pkcs11Error && codes.includes(error.code);
}

/** No key of this driver is there any more: gone, with its reader or alone, or it is one that the driver does not know. */
export function isAbsence(error: unknown): boolean {
  return isReturnCode(
    error,
    pkcs11js.CKR_TOKEN_NOT_PRESENT,
    pkcs11js.CKR_DEVICE_REMOVED,
    pkcs11js.CKR_SLOT_ID_INVALID,
    pkcs11js.CKR_TOKEN_NOT_RECOGNIZED,
  );
}
