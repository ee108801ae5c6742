import type { CertificateUsability } from "../usb-key/usb-key-procedures.ts";
import { isForServicesOnly } from "./extended-key-usage.ts";
import type { AskResponders } from "./check-revocation.ts";
import { hasBegun } from "./clock-tolerance.ts";
import { canSign } from "./key-usage.ts";
import type { ParsedCertificate } from "./parse-certificate.ts";
import type { TrustMaterial } from "./trust-material.ts";
import { validatePath } from "./validate-path.ts";

/** One judgement for client and API alike, so that the client can say why before it asks. */
export async function judgeCertificate(
  certificate: ParsedCertificate,
  trust: TrustMaterial,
  at: Date,
  ask?: AskResponders,
): Promise<CertificateUsability> {
  if (
    certificate.algorithm.kind === "unsupported" ||
    !certificate.isSignatureSupported
  ) {
    return unusable("certificate-algorithm-unsupported");
  }
  // The encryption twin stays "encryption only" also when it has expired: renewing it would not help.
  if (!canSign(certificate.keyUsage))
    return unusable("certificate-encryption-only");
  // A web server's certificate may carry the enterprise's code as well, and its key lies on a server, not in a hand.
  if (isForServicesOnly(certificate.extendedKeyUsage))
    return unusable("certificate-wrong-usage");
  if (!hasBegun(new Date(certificate.notBefore), at))
    return unusable("certificate-not-yet-valid");
  if (at.getTime() > Date.parse(certificate.notAfter))
    return unusable("certificate-expired");
  const path = await validatePath(certificate.der, trust, at, ask);
  if (path.kind === "untrusted") return unusable("certificate-untrusted");
  if (path.kind === "revoked") return unusable("certificate-revoked");
  if (certificate.uscc === null) {
    return unusable(
      certificate.hasOldCode
        ? "certificate-with-old-code"
        : "certificate-without-uscc",
    );
  }
  return { kind: "usable", revocation: path.revocation };
}

function unusable(
  reason: Extract<CertificateUsability, { kind: "unusable" }>["reason"],
) {
  return { kind: "unusable", reason } as const;
}
