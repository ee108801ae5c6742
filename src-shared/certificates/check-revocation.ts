import type {
  Certificate,
  CertificateRevocationList,
  RevokedCertificate,
} from "pkijs";
import { isSameBytes } from "./bytes.ts";
import { maySignCrls } from "./certification-rules.ts";
import { coversCertificate, readCrlScope } from "./crl-scope.ts";
import { isSameName } from "./distinguished-name.ts";
import { verifySignature } from "./signature-suites.ts";

export type Revocation = "good" | "revoked" | "unknown";

const reasonCodeOid = "2.5.29.21";
const removeFromCrl = 8;

/** For a path [end entity, …, anchor]; the anchor is trusted by decision, so no list can speak about it. */
export async function checkRevocation(
  path: readonly Certificate[],
  crls: readonly CertificateRevocationList[],
  at: Date,
): Promise<Revocation> {
  const found: Revocation[] = [];
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (issuer)
      found.push(await revocationOf(certificate, issuer, crls, at, index > 0));
  }
  if (found.includes("revoked")) return "revoked";
  return found.includes("unknown") ? "unknown" : "good";
}

async function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  crls: readonly CertificateRevocationList[],
  at: Date,
  isAuthority: boolean,
): Promise<Revocation> {
  let verdict: Revocation = "unknown";
  for (const crl of crls) {
    if (!isSameName(crl.issuer, certificate.issuer)) continue;
    const scope = readCrlScope(crl);
    if (scope === null || !(await isSignedCrl(crl, issuer))) continue;
    // An outdated list cannot prove that nothing happened since, but what it lists stays revoked.
    if (isListed(certificate, crl, at)) return "revoked";
    if (
      isCurrent(crl, at) &&
      coversCertificate(scope, certificate, isAuthority)
    )
      verdict = "good";
  }
  return verdict;
}

function isCurrent(
  { thisUpdate, nextUpdate }: CertificateRevocationList,
  at: Date,
): boolean {
  return (
    nextUpdate !== undefined && thisUpdate.value <= at && at <= nextUpdate.value
  );
}

function isListed(
  certificate: Certificate,
  crl: CertificateRevocationList,
  at: Date,
): boolean {
  const serialNumber = certificate.serialNumber.valueBlock.valueHexView;
  return (crl.revokedCertificates ?? []).some(
    (entry) =>
      isSameBytes(
        entry.userCertificate.valueBlock.valueHexView,
        serialNumber,
      ) &&
      entry.revocationDate.value <= at &&
      !isRemoval(entry),
  );
}

/** A delta list takes an entry back this way when a certificate on hold is released. */
function isRemoval(entry: RevokedCertificate): boolean {
  const reason = entry.crlEntryExtensions?.extensions.find(
    ({ extnID }) => extnID === reasonCodeOid,
  );
  const content = reason?.extnValue.valueBlock.valueHexView;
  return (
    content !== undefined &&
    isSameBytes(content, Uint8Array.of(0x0a, 1, removeFromCrl))
  );
}

async function isSignedCrl(
  crl: CertificateRevocationList,
  issuer: Certificate,
): Promise<boolean> {
  return (
    maySignCrls(issuer) &&
    crl.signature.algorithmId === crl.signatureAlgorithm.algorithmId &&
    (await verifySignature(
      issuer.subjectPublicKeyInfo,
      crl.signatureAlgorithm.algorithmId,
      crl.signatureValue.valueBlock.valueHexView,
      crl.tbsView,
    ))
  );
}
