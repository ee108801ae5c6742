import * as asn1js from "asn1js";
import type { PublicKeyInfo } from "pkijs";
import { RSAPublicKey } from "pkijs";
import { isSameBytes, ownBytes } from "./bytes.ts";

export type DigestName = "SHA-256" | "SHA-384" | "SHA-512";

export type PublicKeyAlgorithm =
  | { readonly kind: "rsa"; readonly bits: number }
  | { readonly kind: "ec"; readonly curve: "P-256" | "P-384" }
  | { readonly kind: "unsupported"; readonly oid: string };

export const signatureOids = {
  rsaEncryption: "1.2.840.113549.1.1.1",
  ecPublicKey: "1.2.840.10045.2.1",
  ecdsaSha256: "1.2.840.10045.4.3.2",
  ecdsaSha384: "1.2.840.10045.4.3.3",
} as const;

export const digestOids: Readonly<Record<DigestName, string>> = {
  "SHA-256": "2.16.840.1.101.3.4.2.1",
  "SHA-384": "2.16.840.1.101.3.4.2.2",
  "SHA-512": "2.16.840.1.101.3.4.2.3",
};

interface SignatureAlgorithm {
  readonly kind: "rsa" | "ec";
  readonly digest: DigestName;
}

// An allow-list: SHA-1, MD5 and RSA-PSS signatures do not verify here at all.
const signatureAlgorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  "1.2.840.113549.1.1.11": { kind: "rsa", digest: "SHA-256" },
  "1.2.840.113549.1.1.12": { kind: "rsa", digest: "SHA-384" },
  "1.2.840.113549.1.1.13": { kind: "rsa", digest: "SHA-512" },
  [signatureOids.ecdsaSha256]: { kind: "ec", digest: "SHA-256" },
  [signatureOids.ecdsaSha384]: { kind: "ec", digest: "SHA-384" },
  "1.2.840.10045.4.3.4": { kind: "ec", digest: "SHA-512" },
};

const curves: Readonly<Record<string, "P-256" | "P-384">> = {
  "1.2.840.10045.3.1.7": "P-256",
  "1.3.132.0.34": "P-384",
};

const shortestRsaBits = 2048;

export function isSupportedSignature(algorithmOid: string): boolean {
  return algorithmOid in signatureAlgorithms;
}

export function digestByOid(oid: string): DigestName | null {
  const found = Object.entries(digestOids).find(([, known]) => known === oid);
  return found ? (found[0] as DigestName) : null;
}

/** The suite of a CMS SignerInfo, where RSA may be named without its digest (RFC 3370 section 3.2). */
export function signatureOidFor(
  algorithmOid: string,
  digest: DigestName,
): string {
  if (algorithmOid !== signatureOids.rsaEncryption) return algorithmOid;
  const found = Object.entries(signatureAlgorithms).find(
    ([, algorithm]) => algorithm.kind === "rsa" && algorithm.digest === digest,
  );
  return found ? found[0] : algorithmOid;
}

export function digestOfSignature(algorithmOid: string): DigestName | null {
  return signatureAlgorithms[algorithmOid]?.digest ?? null;
}

export function publicKeyAlgorithm(key: PublicKeyInfo): PublicKeyAlgorithm {
  const { algorithmId } = key.algorithm;
  const algorithmParams: unknown = key.algorithm.algorithmParams;
  if (algorithmId === signatureOids.rsaEncryption) {
    const bits = rsaBits(key);
    return bits >= shortestRsaBits
      ? { kind: "rsa", bits }
      : { kind: "unsupported", oid: algorithmId };
  }
  if (
    algorithmId === signatureOids.ecPublicKey &&
    algorithmParams instanceof asn1js.ObjectIdentifier
  ) {
    const curveOid = algorithmParams.valueBlock.toString();
    const curve = curves[curveOid];
    return curve
      ? { kind: "ec", curve }
      : { kind: "unsupported", oid: curveOid };
  }
  return { kind: "unsupported", oid: algorithmId };
}

/** False for a wrong signature, a key of another kind, and everything outside the allow-list; never throws. */
export async function verifySignature(
  key: PublicKeyInfo,
  algorithmOid: string,
  signature: Uint8Array,
  signedBytes: Uint8Array,
): Promise<boolean> {
  const algorithm = signatureAlgorithms[algorithmOid];
  const keyAlgorithm = publicKeyAlgorithm(key);
  if (keyAlgorithm.kind === "unsupported") return false;
  if (algorithm?.kind !== keyAlgorithm.kind) return false;
  const parameters =
    keyAlgorithm.kind === "rsa"
      ? { name: "RSASSA-PKCS1-v1_5", hash: algorithm.digest }
      : {
          name: "ECDSA",
          namedCurve: keyAlgorithm.curve,
          hash: algorithm.digest,
        };
  try {
    const raw =
      keyAlgorithm.kind === "rsa"
        ? ownBytes(signature)
        : rawEcdsaSignature(signature, keyAlgorithm.curve);
    if (!raw) return false;
    const spki = new Uint8Array(key.toSchema().toBER());
    const imported = await crypto.subtle.importKey(
      "spki",
      spki,
      parameters,
      false,
      ["verify"],
    );
    return await crypto.subtle.verify(
      parameters,
      imported,
      raw,
      ownBytes(signedBytes),
    );
  } catch {
    return false;
  }
}

/** Raw r‖s, as PKCS#11 and WebCrypto have it, to the DER SEQUENCE that X.509 and CMS carry (RFC 3279). */
export function derEcdsaSignature(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  const sequence = new asn1js.Sequence({
    value: [
      unsignedInteger(raw.subarray(0, half)),
      unsignedInteger(raw.subarray(half)),
    ],
  });
  return new Uint8Array(sequence.toBER());
}

function rawEcdsaSignature(
  der: Uint8Array,
  curve: "P-256" | "P-384",
): Uint8Array<ArrayBuffer> | null {
  const size = curve === "P-256" ? 32 : 48;
  const { result, offset } = asn1js.fromBER(ownBytes(der));
  if (offset !== der.length || !(result instanceof asn1js.Sequence))
    return null;
  const numbers = result.valueBlock.value;
  if (numbers.length !== 2) return null;
  const raw = new Uint8Array(size * 2);
  for (const [index, number] of numbers.entries()) {
    if (!(number instanceof asn1js.Integer)) return null;
    const magnitude = withoutLeadingZeros(number.valueBlock.valueHexView);
    if (magnitude.length > size) return null;
    raw.set(magnitude, size * (index + 1) - magnitude.length);
  }
  // The parser forgives wrong lengths and signs; a signature must have one spelling only.
  return isSameBytes(derEcdsaSignature(raw), der) ? raw : null;
}

function unsignedInteger(bytes: Uint8Array): asn1js.Integer {
  const magnitude = withoutLeadingZeros(bytes);
  const needsZero = magnitude.length === 0 || (magnitude[0] ?? 0) >= 0x80;
  return new asn1js.Integer({
    valueHex: needsZero ? Uint8Array.of(0, ...magnitude) : ownBytes(magnitude),
  });
}

function rsaBits(key: PublicKeyInfo): number {
  if (!(key.parsedKey instanceof RSAPublicKey)) return 0;
  const modulus = withoutLeadingZeros(
    key.parsedKey.modulus.valueBlock.valueHexView,
  );
  return modulus.length === 0
    ? 0
    : modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
}

function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start === -1 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}
