import { createHash } from "node:crypto";
import type {
  Certificate,
  RevocationList,
} from "../../src-shared/certificates/certificate.ts";
import { mayIssueCertificates } from "../../src-shared/certificates/certification-rules.ts";
import {
  displayName,
  readName,
} from "../../src-shared/certificates/distinguished-name.ts";
import { openCrl } from "../../src-shared/certificates/open-revocation-list.ts";
import { openCertificate } from "../../src-shared/certificates/open-certificate.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { TrustKind } from "../storage/companion-tables.ts";

export interface DescribedTrust {
  readonly name: string;
  readonly replacesKey: string;
  /** thisUpdate of a CRL; null for certificates. */
  readonly issuedAt: string | null;
}

const issuingDistributionPointOid = "2.5.29.28";
const deltaCrlOid = "2.5.29.27";

export function describeTrust(
  kind: TrustKind,
  der: Uint8Array,
): DescribedTrust {
  if (kind === "crl") return describeCrl(openCrl(der));
  const certificate = openCertificate(der);
  if (!mayIssueCertificates(certificate))
    throw new ProblemError("certificate-untrusted");
  return {
    name: nameOf(certificate),
    replacesKey: digestOf([der]),
    issuedAt: null,
  };
}

/** A newer list takes the place of the older one of the same issuer that speaks about the same certificates. */
function describeCrl(crl: RevocationList): DescribedTrust {
  const scope = crl.extensions
    .filter(
      ({ oid }) => oid === issuingDistributionPointOid || oid === deltaCrlOid,
    )
    .map(({ content }) => content);
  return {
    name: displayName(readName(crl.issuer)),
    replacesKey: digestOf([crl.issuer.encoding, ...scope]),
    issuedAt: crl.thisUpdate.toISOString(),
  };
}

function nameOf(certificate: Certificate): string {
  return displayName(readName(certificate.subject));
}

function digestOf(parts: readonly Uint8Array[]): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest("hex");
}
