import { mayIssueCertificates } from "../../src-shared/certificates/certification-rules.ts";
import {
  displayName,
  readName,
} from "../../src-shared/certificates/distinguished-name.ts";
import { openCertificate } from "../../src-shared/certificates/open-certificate.ts";
import { openCrl } from "../../src-shared/certificates/open-revocation-list.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { TrustKind } from "../storage/companion-tables.ts";

/** For people: whose certificate or list it is. Throws `certificate-malformed`, or `certificate-untrusted` for what may not issue. */
export function nameTrust(kind: TrustKind, der: Uint8Array): string {
  if (kind === "crl") return displayName(readName(openCrl(der).issuer));
  const certificate = openCertificate(der);
  if (!mayIssueCertificates(certificate))
    throw new ProblemError("certificate-untrusted");
  return displayName(readName(certificate.subject));
}
