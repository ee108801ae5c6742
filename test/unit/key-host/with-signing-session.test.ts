import { createHash } from "node:crypto";
import pkcs11js, { type PKCS11, type Template } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { driverQuirksSchema } from "../../../src-shared/usb-key/key-host-messages.ts";
import { signOnToken } from "../../../src-main/key-host/sign-on-token.ts";

const label = "one label";
const serialNumber = "one serial number";
const certificate = Buffer.from("the certificate that was chosen");
const another = Buffer.from("another one under the same CKA_ID");
const readyFlags =
  pkcs11js.CKF_TOKEN_INITIALIZED | pkcs11js.CKF_USER_PIN_INITIALIZED;

interface Key {
  readonly certificate: Buffer;
  readonly isPrivate?: boolean;
  readonly isPulled?: boolean;
  /** What C_GetTokenInfo fails with. */
  readonly failure?: number;
}

/** Keys of one label and one serial number in the slots 1, 2, …; says which of them was given a PIN. */
function deskWith(...keys: readonly Key[]) {
  const loggedIn: number[] = [];
  const keyIn = (slot: Buffer): Key => {
    const key = keys[slot.readUInt32LE() - 1];
    if (key === undefined) throw new Error("no such slot");
    return key;
  };
  const module = {
    C_GetSlotList: () => keys.map((_key, index) => slotId(index + 1)),
    C_GetTokenInfo: (slot: Buffer) => {
      const { failure } = keyIn(slot);
      if (failure !== undefined)
        throw new pkcs11js.Pkcs11Error("CKR", failure, "C_GetTokenInfo");
      return {
        label,
        serialNumber,
        flags: readyFlags,
        minPinLen: 4,
        maxPinLen: 16,
      };
    },
    C_OpenSession: (slot: Buffer) => {
      if (keyIn(slot).isPulled !== true) return slot;
      throw new pkcs11js.Pkcs11Error(
        "CKR_DEVICE_REMOVED",
        pkcs11js.CKR_DEVICE_REMOVED,
        "C_OpenSession",
      );
    },
    C_CloseSession: () => undefined,
    C_Login: (session: Buffer) => loggedIn.push(session.readUInt32LE()),
    C_Logout: () => undefined,
    C_FindObjectsInit: (_session: Buffer, template: Template) => {
      isForCertificate = template[0]?.value === pkcs11js.CKO_CERTIFICATE;
    },
    C_FindObjects: (session: Buffer) => {
      const isSeen =
        keyIn(session).isPrivate !== true ||
        loggedIn.includes(session.readUInt32LE());
      return isForCertificate && !isSeen ? [] : [session];
    },
    C_FindObjectsFinal: () => undefined,
    C_GetAttributeValue: (
      session: Buffer,
      _object: Buffer,
      [asked]: Template,
    ) => [
      {
        value:
          asked?.type === pkcs11js.CKA_VALUE
            ? keyIn(session).certificate
            : Buffer.alloc(0),
      },
    ],
    C_GetMechanismList: () => [pkcs11js.CKM_SHA256_RSA_PKCS],
    C_SignInit: () => undefined,
    C_Sign: () => Buffer.from("signed"),
  };
  let isForCertificate = false;
  const driver = {
    module: module as unknown as PKCS11,
    quirks: driverQuirksSchema.parse({}),
    libraryDescription: "",
  };
  const outcome = (): unknown => {
    try {
      return signOnToken(driver, request, () => undefined).toString();
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  };
  return { outcome, loggedIn };
}

function slotId(slot: number): Buffer {
  const id = Buffer.alloc(8);
  id.writeUInt32LE(slot);
  return id;
}

const request = {
  id: 1,
  ask: "sign",
  token: { slotId: slotId(1).toString("hex"), serialNumber, label },
  certificateSha256: createHash("sha256").update(certificate).digest("hex"),
  ckaId: "01",
  pin: "12345678",
  isFinalTryConfirmed: false,
  algorithm: "rsa-sha256",
  publicKeyBase64: "AAAA",
  contentBase64: "AAAA",
} as const;

describe("which of several like-named keys is given the PIN", () => {
  it("is the one that shows the chosen certificate, wherever it sits now", () => {
    const desk = deskWith({ certificate: another }, { certificate });
    expect([desk.outcome(), desk.loggedIn]).toEqual(["signed", [2]]);
  });

  it("is none where none shows it, so that no key loses a try", () => {
    const swapped = deskWith({ certificate: another });
    const unclear = deskWith(
      { certificate, isPrivate: true },
      { certificate: another, isPrivate: true },
    );
    expect([
      [swapped.outcome(), swapped.loggedIn],
      [unclear.outcome(), unclear.loggedIn],
    ]).toEqual([
      ["certificate-changed", []],
      ["certificate-changed", []],
    ]);
  });

  it("is a single key that keeps its certificates to itself, which is compared after the login", () => {
    const right = deskWith({ certificate, isPrivate: true });
    const wrong = deskWith({ certificate: another, isPrivate: true });
    expect([
      [right.outcome(), right.loggedIn],
      [wrong.outcome(), wrong.loggedIn],
    ]).toEqual([
      ["signed", [1]],
      ["certificate-changed", [1]],
    ]);
  });

  it("passes over a key that is pulled out while it is looked at", () => {
    const desk = deskWith({ certificate, isPulled: true }, { certificate });
    const alone = deskWith({ certificate, isPulled: true });
    expect([desk.outcome(), desk.loggedIn, alone.outcome()]).toEqual([
      "signed",
      [2],
      pkcs11js.CKR_DEVICE_REMOVED,
    ]);
  });

  it("passes over one that cannot be read, and names what is wrong where that is the listed one", () => {
    const failure = pkcs11js.CKR_DEVICE_ERROR;
    const before = deskWith({ certificate, failure }, { certificate });
    const alone = deskWith({ certificate, failure });
    const elsewhere = deskWith(
      { certificate, failure: pkcs11js.CKR_TOKEN_NOT_RECOGNIZED },
      { certificate, failure },
    );
    expect([
      [before.outcome(), before.loggedIn],
      alone.outcome(),
      elsewhere.outcome(),
    ]).toEqual([["signed", [2]], failure, "key-removed"]);
  });
});
