import * as asn1js from "asn1js";
import { RSAPublicKey, type PublicKeyInfo } from "pkijs";
import { isSm2PublicKey } from "./sm2.ts";

export type PublicKeyAlgorithm =
  | { readonly kind: "rsa"; readonly bits: number }
  | { readonly kind: "ec"; readonly curve: "P-256" | "P-384" }
  /** The point is uncompressed and on the curve. */
  | { readonly kind: "sm2"; readonly point: Uint8Array }
  | { readonly kind: "unsupported"; readonly oid: string };

export const publicKeyOids = {
  rsaEncryption: "1.2.840.113549.1.1.1",
  ecPublicKey: "1.2.840.10045.2.1",
  sm2Curve: "1.2.156.10197.1.301",
} as const;

const curves: Readonly<Record<string, "P-256" | "P-384">> = {
  "1.2.840.10045.3.1.7": "P-256",
  "1.3.132.0.34": "P-384",
};

const shortestRsaBits = 2048;

export function publicKeyAlgorithm(key: PublicKeyInfo): PublicKeyAlgorithm {
  const { algorithmId } = key.algorithm;
  const algorithmParams: unknown = key.algorithm.algorithmParams;
  if (algorithmId === publicKeyOids.rsaEncryption) {
    const bits = rsaBits(key);
    return bits >= shortestRsaBits
      ? { kind: "rsa", bits }
      : { kind: "unsupported", oid: algorithmId };
  }
  if (
    algorithmId === publicKeyOids.ecPublicKey &&
    algorithmParams instanceof asn1js.ObjectIdentifier
  ) {
    const oid = algorithmParams.valueBlock.toString();
    const curve = curves[oid];
    if (curve) return { kind: "ec", curve };
    const point = key.subjectPublicKey.valueBlock.valueHexView;
    return oid === publicKeyOids.sm2Curve && isSm2PublicKey(point)
      ? { kind: "sm2", point }
      : { kind: "unsupported", oid };
  }
  return { kind: "unsupported", oid: algorithmId };
}

function rsaBits(key: PublicKeyInfo): number {
  if (!(key.parsedKey instanceof RSAPublicKey)) return 0;
  const modulus = key.parsedKey.modulus.valueBlock.valueHexView;
  const start = modulus.findIndex((byte) => byte !== 0);
  if (start === -1) return 0;
  return (modulus.length - start) * 8 - Math.clz32(modulus[start] ?? 0) + 24;
}
