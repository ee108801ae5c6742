import { signWithSm2, type Sm2Keys } from "../../../dev/demo-ca/sm2-keys.ts";
import { assembleDetachedCms } from "../../../src-shared/cms/assemble-detached-cms.ts";
import { buildSignedAttributes } from "../../../src-shared/cms/signed-attributes.ts";
import type { SigningAlgorithm } from "../../../src-shared/cms/signing-algorithm.ts";
import {
  estateTime,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";

export async function rawSignature(
  keys: CryptoKeyPair,
  algorithm: SigningAlgorithm,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  if (algorithm === "sm2-sm3") return signWithSm2(keys as Sm2Keys, bytes);
  const hash = algorithm === "ecdsa-sha384" ? "SHA-384" : "SHA-256";
  const { name } = keys.privateKey.algorithm;
  return new Uint8Array(
    await crypto.subtle.sign(
      { name, hash },
      keys.privateKey,
      new Uint8Array(bytes),
    ),
  );
}

/** A detached CMS made the way the key makes it, with a key in software. */
export async function signWithSoftwareKey(
  { der, keys }: IssuedCertificate,
  algorithm: SigningAlgorithm,
  content: Uint8Array,
  otherCertificates: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  const input = {
    content,
    certificateDer: der,
    signingTime: estateTime,
    algorithm,
  };
  const signedAttributes = await buildSignedAttributes(input);
  const signature = await rawSignature(keys, algorithm, signedAttributes);
  return assembleDetachedCms({
    certificateDer: der,
    otherCertificates,
    signedAttributes,
    signature,
    algorithm,
  });
}
