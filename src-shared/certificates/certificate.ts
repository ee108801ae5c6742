import type { DerValue } from "./der-reader.ts";

/** A certificate taken apart, its bytes as they stand in the DER: for checks, not for people. */
export interface Certificate {
  readonly der: Uint8Array;
  /** What the issuer signed. */
  readonly tbs: Uint8Array;
  readonly serialNumber: DerValue;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: readonly CertificateExtension[];
  readonly signatureOid: string;
  readonly signature: Uint8Array;
}

export interface DistinguishedName {
  readonly encoding: Uint8Array;
  readonly attributes: readonly {
    readonly oid: string;
    readonly value: DerValue;
  }[];
}

/** SubjectPublicKeyInfo. */
export interface PublicKeyInfo {
  readonly encoding: Uint8Array;
  readonly algorithmOid: string;
  /** For elliptic curves with a name. */
  readonly curveOid: string | null;
  readonly keyBytes: Uint8Array;
}

export interface CertificateExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly content: Uint8Array;
}

export interface RevokedEntry {
  readonly revocationDate: Date;
  /** A delta list may lift a hold; nothing lifts another revocation. */
  readonly kind: "final" | "hold" | "lifted";
}

/** A CRL taken apart. */
export interface RevocationList {
  readonly tbs: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** By serial number in hex; lists run to many thousands. */
  readonly entries: ReadonlyMap<string, readonly RevokedEntry[]>;
  readonly extensions: readonly CertificateExtension[];
  readonly signatureOid: string;
  readonly signature: Uint8Array;
}
