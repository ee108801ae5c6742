import { sm2 } from "sm-crypto-v2";
import { fromHex, toHex } from "../../src-shared/certificates/bytes.ts";
import { derEcSignature } from "../../src-shared/certificates/ec-signature-encoding.ts";
import { publicKeyOids } from "../../src-shared/certificates/public-key-algorithm.ts";
import { signatureOids } from "../../src-shared/certificates/signature-suites.ts";
import { sm2Digest } from "../../src-shared/certificates/sm2.ts";
import {
  der,
  derOid,
  derSmallInteger,
  derTags,
} from "../../src-shared/cms/der-writer.ts";

const privateNumberBytes = 32;

/** Shaped as WebCrypto's, so that an SM2 key stands wherever a demo's or a test's key may stand. */
export interface Sm2Key extends CryptoKey {
  /** The private number, or the uncompressed point. */
  readonly raw: Uint8Array;
}

export interface Sm2Keys extends CryptoKeyPair {
  readonly privateKey: Sm2Key;
  readonly publicKey: Sm2Key;
}

export function makeSm2Keys(): Sm2Keys {
  return readSm2Keys(fromHex(sm2.generateKeyPairHex().privateKey));
}

export function readSm2Keys(privateNumber: Uint8Array): Sm2Keys {
  const point = sm2.getPublicKeyFromPrivateKey(toHex(privateNumber));
  return {
    privateKey: keyOf("private", privateNumber),
    publicKey: keyOf("public", fromHex(point)),
  };
}

function isSm2Key(key: CryptoKey): key is Sm2Key {
  return key.algorithm.name === signatureOids.sm2WithSm3;
}

export function areSm2Keys(keys: CryptoKeyPair): keys is Sm2Keys {
  return isSm2Key(keys.privateKey);
}

/** Raw r‖s, as a key returns it. */
export function signWithSm2(
  { privateKey, publicKey }: Sm2Keys,
  message: Uint8Array,
): Uint8Array {
  const e = sm2Digest(publicKey.raw, message);
  return fromHex(sm2.doSignature(e, toHex(privateKey.raw)));
}

/** WebCrypto as the certificate library calls it, which knows SM2 too. */
export const cryptoWithSm2 = {
  getRandomValues: (bytes: Uint8Array<ArrayBuffer>) =>
    crypto.getRandomValues(bytes),
  subtle: {
    exportKey: async (format: "spki", key: CryptoKey) =>
      isSm2Key(key)
        ? sm2KeyInfo(key).buffer
        : crypto.subtle.exportKey(format, key),
    sign: async (
      algorithm: Parameters<typeof crypto.subtle.sign>[0],
      key: CryptoKey,
      message: ArrayBuffer,
    ) =>
      isSm2Key(key)
        ? derEcSignature(
            signWithSm2(readSm2Keys(key.raw), new Uint8Array(message)),
          ).buffer
        : crypto.subtle.sign(algorithm, key, message),
  },
} as unknown as Crypto;

/** PKCS #8 around an ECPrivateKey (RFC 5915) without the public half, as OpenSSL reads it. */
export function writeSm2PrivateKey({ privateKey }: Sm2Keys): Uint8Array {
  const number = der(derTags.octetString, privateKey.raw);
  const key = der(derTags.sequence, derSmallInteger(1), number);
  return der(
    derTags.sequence,
    derSmallInteger(0),
    keyAlgorithm(),
    der(derTags.octetString, key),
  );
}

export function readSm2PrivateKey(pkcs8: Uint8Array): Sm2Keys {
  return readSm2Keys(pkcs8.subarray(-privateNumberBytes));
}

/** SubjectPublicKeyInfo (GM/T 0015): an EC key on the curve of SM2. */
function sm2KeyInfo({ raw }: Sm2Key): Uint8Array<ArrayBuffer> {
  const unusedBits = Uint8Array.of(0);
  const point = der(derTags.bitString, unusedBits, raw);
  return Uint8Array.from(der(derTags.sequence, keyAlgorithm(), point));
}

function keyAlgorithm(): Uint8Array {
  return der(
    derTags.sequence,
    derOid(publicKeyOids.ecPublicKey),
    derOid(publicKeyOids.sm2Curve),
  );
}

function keyOf(type: "private" | "public", raw: Uint8Array): Sm2Key {
  return {
    type,
    raw,
    // The certificate library takes an object identifier it does not know for the name of a signature algorithm.
    algorithm: { name: signatureOids.sm2WithSm3 },
    extractable: true,
    usages: [type === "private" ? "sign" : "verify"],
  };
}
