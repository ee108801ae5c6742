import type { PublicKeyInfo } from "./certificate.ts";
import { contentOf, membersOf, readDer, readTags } from "./der-reader.ts";
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

export function publicKeyAlgorithm({
  algorithmOid,
  curveOid,
  keyBytes,
}: PublicKeyInfo): PublicKeyAlgorithm {
  if (algorithmOid === publicKeyOids.rsaEncryption) {
    const bits = rsaBits(keyBytes);
    return bits >= shortestRsaBits
      ? { kind: "rsa", bits }
      : { kind: "unsupported", oid: algorithmOid };
  }
  if (algorithmOid !== publicKeyOids.ecPublicKey || curveOid === null)
    return { kind: "unsupported", oid: algorithmOid };
  const curve = curves[curveOid];
  if (curve) return { kind: "ec", curve };
  return curveOid === publicKeyOids.sm2Curve && isSm2PublicKey(keyBytes)
    ? { kind: "sm2", point: keyBytes }
    : { kind: "unsupported", oid: curveOid };
}

/** 0 for what is no RSAPublicKey. */
function rsaBits(keyBytes: Uint8Array): number {
  try {
    const [number] = membersOf(readDer(keyBytes));
    const modulus = contentOf(number, readTags.integer);
    const start = modulus.findIndex((byte) => byte !== 0);
    if (start === -1) return 0;
    return (modulus.length - start) * 8 - Math.clz32(modulus[start] ?? 0) + 24;
  } catch {
    return 0;
  }
}
