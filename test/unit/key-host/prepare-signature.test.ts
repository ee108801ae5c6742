import {
  constants,
  createHash,
  generateKeyPairSync,
  privateEncrypt,
  sign,
} from "node:crypto";
import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import { prepareSignature } from "../../../src-main/key-host/prepare-signature.ts";

const content = Buffer.from("signed attributes");

describe("what the key is given to sign", () => {
  it("is the content where an RSA key hashes by itself", () => {
    const supported = new Set([
      pkcs11js.CKM_RSA_PKCS,
      pkcs11js.CKM_SHA256_RSA_PKCS,
    ]);
    expect(prepareSignature("rsa-sha256", content, supported, [])).toEqual({
      mechanism: pkcs11js.CKM_SHA256_RSA_PKCS,
      input: content,
    });
  });

  it("is the digest in its DigestInfo where it does not, for the same signature", () => {
    const supported = new Set([pkcs11js.CKM_RSA_PKCS]);
    const { mechanism, input } = prepareSignature(
      "rsa-sha256",
      content,
      supported,
      [],
    );
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const raw = privateEncrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
      input,
    );
    expect(mechanism).toBe(pkcs11js.CKM_RSA_PKCS);
    expect(raw).toEqual(sign("sha256", content, privateKey));
  });

  it("is the digest for elliptic curves", () => {
    expect(prepareSignature("ecdsa-sha384", content, new Set(), [])).toEqual({
      mechanism: pkcs11js.CKM_ECDSA,
      input: createHash("sha384").update(content).digest(),
    });
  });

  const sm2Mechanisms = ["0x83000001", "0x00010002"];

  it.each([
    ["the first the key lists", [0x00010002, 0x83000001], 0x83000001],
    ["the other one, where it lists that alone", [0x00010002], 0x00010002],
    ["the likeliest, where it lists none of them", [0x00001041], 0x83000001],
  ])(
    "is for SM2 what it got, with a vendor's mechanism: %s",
    (_, listed, mechanism) => {
      expect(
        prepareSignature("sm2-sm3", content, new Set(listed), sm2Mechanisms),
      ).toEqual({ mechanism, input: content });
    },
  );

  it("is nothing for SM2 where no mechanism is known", () => {
    expect(() => prepareSignature("sm2-sm3", content, new Set(), [])).toThrow(
      "key-signature-refused",
    );
  });
});
