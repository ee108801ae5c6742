import { createHash } from "node:crypto";
import type { Certificate, CertificateRevocationList } from "pkijs";
import { mayIssueCertificates } from "../../src-shared/certificates/certification-rules.ts";
import {
  displayName,
  readName,
} from "../../src-shared/certificates/distinguished-name.ts";
import { openCrl } from "../../src-shared/certificates/open-trust.ts";
import { openCertificate } from "../../src-shared/certificates/parse-certificate.ts";
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
function describeCrl(crl: CertificateRevocationList): DescribedTrust {
  const extensions = crl.crlExtensions?.extensions ?? [];
  const scope = extensions
    .filter(
      ({ extnID }) =>
        extnID === issuingDistributionPointOid || extnID === deltaCrlOid,
    )
    .map(({ extnValue }) => extnValue.valueBlock.valueHexView);
  return {
    name: displayName(readName(crl.issuer)),
    replacesKey: digestOf([
      new Uint8Array(crl.issuer.valueBeforeDecode),
      ...scope,
    ]),
    issuedAt: crl.thisUpdate.value.toISOString(),
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
