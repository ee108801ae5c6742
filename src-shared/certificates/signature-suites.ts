import { ownBytes } from "./bytes.ts";
import type { PublicKeyInfo } from "./certificate.ts";
import type { DigestName } from "./digests.ts";
import { rawEcSignature } from "./ec-signature-encoding.ts";
import { publicKeyAlgorithm, publicKeyOids } from "./public-key-algorithm.ts";
import { verifySm2 } from "./sm2.ts";

export const signatureOids = {
  rsaEncryption: publicKeyOids.rsaEncryption,
  ecdsaSha256: "1.2.840.10045.4.3.2",
  ecdsaSha384: "1.2.840.10045.4.3.3",
  sm2WithSm3: "1.2.156.10197.1.501",
  /** "SM2-1, digital signature" (GM/T 0006): a SignerInfo of GM/T 0010 names it beside its digest. */
  sm2Sign: "1.2.156.10197.1.301.1",
} as const;

interface SignatureAlgorithm {
  readonly kind: "rsa" | "ec" | "sm2";
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
  [signatureOids.sm2WithSm3]: { kind: "sm2", digest: "SM3" },
};

/** Algorithms that a SignerInfo may name without their digest (RFC 3370 section 3.2, GM/T 0010). */
const digestlessOids: Readonly<Record<string, SignatureAlgorithm["kind"]>> = {
  [signatureOids.rsaEncryption]: "rsa",
  [signatureOids.sm2Sign]: "sm2",
};

export function isSupportedSignature(algorithmOid: string): boolean {
  return algorithmOid in signatureAlgorithms;
}

/** The suite of a CMS SignerInfo, named in full. */
export function signatureOidFor(
  algorithmOid: string,
  digest: DigestName,
): string {
  const kind = digestlessOids[algorithmOid];
  const found = Object.entries(signatureAlgorithms).find(
    ([, algorithm]) => algorithm.kind === kind && algorithm.digest === digest,
  );
  return found ? found[0] : algorithmOid;
}

export function digestOfSignature(algorithmOid: string): DigestName | null {
  return signatureAlgorithms[algorithmOid]?.digest ?? null;
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
  if (algorithm?.kind !== keyAlgorithm.kind) return false;
  try {
    switch (keyAlgorithm.kind) {
      case "rsa":
        return await verifyByWebCrypto(
          key,
          { name: "RSASSA-PKCS1-v1_5", hash: algorithm.digest },
          signature,
          signedBytes,
        );
      case "ec": {
        const { curve } = keyAlgorithm;
        return await verifyByWebCrypto(
          key,
          { name: "ECDSA", namedCurve: curve, hash: algorithm.digest },
          rawEcSignature(signature, curve === "P-256" ? 32 : 48),
          signedBytes,
        );
      }
      case "sm2": {
        const raw = rawEcSignature(signature, 32);
        return raw !== null && verifySm2(keyAlgorithm.point, raw, signedBytes);
      }
    }
  } catch {
    return false;
  }
}

async function verifyByWebCrypto(
  key: PublicKeyInfo,
  parameters: RsaHashedImportParams | (EcKeyImportParams & EcdsaParams),
  signature: Uint8Array | null,
  signedBytes: Uint8Array,
): Promise<boolean> {
  if (!signature) return false;
  return crypto.subtle.verify(
    parameters,
    await importOnce(key, parameters),
    ownBytes(signature),
    ownBytes(signedBytes),
  );
}

// Taking a key over costs about as much as a check, and an authority's checks many signatures.
const imported = new WeakMap<PublicKeyInfo, Map<string, Promise<CryptoKey>>>();

function importOnce(
  key: PublicKeyInfo,
  parameters: Parameters<typeof verifyByWebCrypto>[1],
): Promise<CryptoKey> {
  const ofKey = imported.get(key) ?? new Map<string, Promise<CryptoKey>>();
  imported.set(key, ofKey);
  const purpose = JSON.stringify(parameters);
  const made =
    ofKey.get(purpose) ??
    crypto.subtle.importKey("spki", ownBytes(key.encoding), parameters, false, [
      "verify",
    ]);
  ofKey.set(purpose, made);
  return made;
}
