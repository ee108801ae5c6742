import "reflect-metadata";
import type { X509Certificate } from "@peculiar/x509";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
  type Extension,
  Name,
  type JsonNameParams,
} from "@peculiar/x509";
import { cryptoWithSm2, makeSm2Keys } from "./sm2-keys.ts";

/** A certification authority of the demo or of a test: software keys, no policy. */
export interface DemoAuthority {
  readonly certificate: X509Certificate;
  readonly keys: CryptoKeyPair;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface CertificateOrder extends Validity {
  readonly subject: JsonNameParams;
  readonly publicKey: CryptoKey;
  readonly keyUsage: KeyUsageFlags;
  readonly extensions?: readonly Extension[];
  /** Otherwise what the authority's keys use; SHA-1 is what old authorities still issue. */
  readonly signatureHash?: "SHA-1";
}

export interface AuthorityOrder extends Validity {
  readonly commonName: string;
  readonly keyKind: DemoKeyKind;
  readonly pathLength?: number;
  /** Default true; false makes the classic forged intermediate. */
  readonly isAuthority?: boolean;
  /** Default: certificates and lists. */
  readonly keyUsage?: KeyUsageFlags;
  readonly extensions?: readonly Extension[];
}

export type DemoKeyKind = "rsa" | "p256" | "p384" | "sm2";

// The library's flags are an enum that does not know sums.
export const signingUsage = (KeyUsageFlags.digitalSignature |
  KeyUsageFlags.nonRepudiation) as KeyUsageFlags;
export const encryptionUsage = (KeyUsageFlags.keyEncipherment |
  KeyUsageFlags.dataEncipherment) as KeyUsageFlags;
const authorityUsage = (KeyUsageFlags.keyCertSign |
  KeyUsageFlags.cRLSign) as KeyUsageFlags;

export async function makeKeys(kind: DemoKeyKind): Promise<CryptoKeyPair> {
  if (kind === "sm2") return makeSm2Keys();
  const usages: KeyUsage[] = ["sign", "verify"];
  if (kind === "rsa") {
    const publicExponent = Uint8Array.of(1, 0, 1);
    const rsa = {
      name: "RSASSA-PKCS1-v1_5",
      hash: "SHA-256",
      modulusLength: 2048,
      publicExponent,
    };
    return crypto.subtle.generateKey(rsa, true, usages);
  }
  const namedCurve = kind === "p256" ? "P-256" : "P-384";
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve }, true, usages);
}

/** A root, or an intermediate where `issuer` is given. */
export async function makeAuthority(
  order: AuthorityOrder,
  issuer?: DemoAuthority,
): Promise<DemoAuthority> {
  const keys = await makeKeys(order.keyKind);
  const subject = new Name([
    { O: [{ utf8String: "演示认证机构" }] },
    { CN: [{ utf8String: order.commonName }] },
  ]);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: randomSerialNumber(),
      subject,
      issuer: issuer ? issuer.certificate.subjectName : subject,
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      publicKey: keys.publicKey,
      signingKey: (issuer?.keys ?? keys).privateKey,
      signingAlgorithm: signingAlgorithmOf(issuer?.keys ?? keys),
      extensions: [
        new BasicConstraintsExtension(
          order.isAuthority ?? true,
          order.pathLength,
          true,
        ),
        new KeyUsagesExtension(order.keyUsage ?? authorityUsage, true),
        ...(order.extensions ?? []),
      ],
    },
    cryptoWithSm2,
  );
  return { certificate, keys };
}

export async function issueCertificate(
  authority: DemoAuthority,
  order: CertificateOrder,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create(
    {
      serialNumber: randomSerialNumber(),
      subject: new Name(order.subject),
      issuer: authority.certificate.subjectName,
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      publicKey: order.publicKey,
      signingKey: authority.keys.privateKey,
      signingAlgorithm: {
        ...signingAlgorithmOf(authority.keys),
        ...(order.signatureHash && { hash: order.signatureHash }),
      },
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(order.keyUsage, true),
        ...(order.extensions ?? []),
      ],
    },
    cryptoWithSm2,
  );
}

export async function issueCrl(
  authority: DemoAuthority,
  revoked: readonly X509Certificate[],
  times: { readonly thisUpdate: Date; readonly nextUpdate: Date },
  extensions: readonly Extension[] = [],
  reason = X509CrlReason.keyCompromise,
): Promise<Uint8Array> {
  const crl = await X509CrlGenerator.create(
    {
      issuer: authority.certificate.subjectName,
      ...times,
      extensions: [...extensions],
      entries: revoked.map(({ serialNumber }) => ({
        serialNumber,
        revocationDate: times.thisUpdate,
        reason,
      })),
      signingKey: authority.keys.privateKey,
      signingAlgorithm: signingAlgorithmOf(authority.keys),
    },
    cryptoWithSm2,
  );
  return new Uint8Array(crl.rawData);
}

function signingAlgorithmOf({ privateKey: { algorithm } }: CryptoKeyPair) {
  const isP384 = "namedCurve" in algorithm && algorithm.namedCurve === "P-384";
  return { name: algorithm.name, hash: isP384 ? "SHA-384" : "SHA-256" };
}

function randomSerialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Positive, and without a leading zero byte that encoders treat differently.
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString("hex");
}
