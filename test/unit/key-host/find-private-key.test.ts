import pkcs11js, { type PKCS11, type Template } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { findPrivateKey } from "../../../src-main/key-host/find-private-key.ts";
import type { SigningAlgorithm } from "../../../src-shared/cms/signing-algorithm.ts";

const rsa = pkcs11js.CKK_RSA;
const ec = pkcs11js.CKK_EC;
const vendors = 0x8000_0001;
const modulus = Buffer.alloc(256, 0xc5);
const rsaPublicKey = Buffer.concat([
  Buffer.from("3082010a0282010100", "hex"),
  modulus,
  Buffer.from("0203010001", "hex"),
]);
const point = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 0x3a)]);
const otherPoint = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 0x77)]);
const framed = (bytes: Buffer) =>
  Buffer.concat([Buffer.from([4, bytes.length]), bytes]);

interface KeyObject {
  readonly type?: number;
  readonly modulus?: Buffer;
  readonly point?: Buffer;
  readonly label?: string;
  readonly isPublic?: boolean;
  readonly isNotForSigning?: boolean;
  /** Every question fails. */
  readonly isBroken?: boolean;
}

/** The index of the private key that is taken among these. */
function taken(
  algorithm: SigningAlgorithm,
  publicKey: Buffer,
  objects: readonly KeyObject[],
): number {
  let found: Buffer[] = [];
  const module = {
    C_FindObjectsInit: (_session: Buffer, template: Template) => {
      const isPublic = template[0]?.value === pkcs11js.CKO_PUBLIC_KEY;
      const isForSigning = template.some(
        ({ type }) => type === pkcs11js.CKA_SIGN,
      );
      found = objects.flatMap((object, index) =>
        (object.isPublic ?? false) === isPublic &&
        !(isForSigning && object.isNotForSigning === true)
          ? [Buffer.from([index])]
          : [],
      );
    },
    C_FindObjects: () => found,
    C_FindObjectsFinal: () => undefined,
    C_GetAttributeValue: (
      _session: Buffer,
      handle: Buffer,
      [asked]: Template,
    ) => {
      const object = objects[handle[0] ?? -1] ?? {};
      if (object.isBroken === true)
        throw new pkcs11js.Pkcs11Error(
          "CKR_GENERAL_ERROR",
          pkcs11js.CKR_GENERAL_ERROR,
          "C_GetAttributeValue",
        );
      return [{ value: valueOf(object, asked?.type) ?? Buffer.alloc(0) }];
    },
  };
  const key = findPrivateKey(module as unknown as PKCS11, Buffer.alloc(8), {
    ckaId: "",
    algorithm,
    publicKeyBase64: publicKey.toString("base64"),
  });
  return key[0] ?? -1;
}

function valueOf(object: KeyObject, type: number | undefined) {
  switch (type) {
    case pkcs11js.CKA_KEY_TYPE: {
      if (object.type === undefined) return undefined;
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32LE(object.type);
      return bytes;
    }
    case pkcs11js.CKA_MODULUS:
      return object.modulus;
    case pkcs11js.CKA_EC_POINT:
      return object.point;
    case pkcs11js.CKA_LABEL:
      return Buffer.from(object.label ?? "");
    default:
      return undefined;
  }
}

describe("the private key among several with one CKA_ID", () => {
  it("is the one with the certificate's modulus, with or without a zero in front", () => {
    const other = { type: rsa, modulus: Buffer.alloc(256, 0x11) };
    const zero = Buffer.alloc(1);
    for (const shown of [modulus, Buffer.concat([zero, modulus])])
      expect(
        taken("rsa-sha256", rsaPublicKey, [
          other,
          { type: rsa, modulus: shown },
        ]),
      ).toBe(1);
  });

  it.each([
    ["framed", framed(point)],
    ["bare", point],
    ["without its first byte", point.subarray(1)],
  ])("is the one with the certificate's point, %s", (_, shown) => {
    const other = { type: vendors, point: framed(otherPoint) };
    expect(
      taken("sm2-sm3", point, [other, { type: vendors, point: shown }]),
    ).toBe(1);
  });

  it("is the one that bears the label of the public key with that point, where it has none itself", () => {
    const objects = [
      { type: ec, label: "one" },
      { type: ec, label: "two" },
      { type: ec, label: "one", isPublic: true, point: framed(otherPoint) },
      { type: ec, label: "two", isPublic: true, point: framed(point) },
    ];
    expect(taken("ecdsa-sha256", point, objects)).toBe(1);
  });

  it("is none of another type, and none that is known to be another", () => {
    expect([
      taken("rsa-sha256", rsaPublicKey, [{ type: ec }, { type: rsa }]),
      taken("ecdsa-sha256", point, [{ type: rsa }, { type: ec }]),
      taken("ecdsa-sha256", point, [{ point: otherPoint }, {}]),
    ]).toEqual([1, 1, 1]);
  });

  it("is the first where nothing tells them apart, also where the module fails over the question", () => {
    const broken = { isBroken: true };
    expect([
      taken("rsa-sha256", rsaPublicKey, [{ isNotForSigning: true }, {}, {}]),
      taken("sm2-sm3", point, [broken, broken]),
      taken("sm2-sm3", point, [{ isNotForSigning: true }]),
    ]).toEqual([1, 0, 0]);
  });
});
