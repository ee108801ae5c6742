import { pathsToAnchors } from "./certification-path.ts";
import {
  askNobody,
  checkRevocation,
  type AskResponders,
} from "./check-revocation.ts";
import { openCertificate } from "./open-certificate.ts";
import { openTrust } from "./open-trust.ts";
import type { TrustMaterial } from "./trust-material.ts";

export type PathVerdict =
  | { readonly kind: "valid"; readonly revocation: "good" | "unknown" }
  | { readonly kind: "revoked" }
  | { readonly kind: "untrusted" };

/**
 * RFC 5280 section 6 from an end-entity certificate to an anchor. Refused besides what that section refuses: critical policy
 * constraints (no CA in question uses them) and signatures outside the allow-list. Throws `certificate-malformed`.
 */
export async function validatePath(
  certificateDer: Uint8Array,
  trust: TrustMaterial,
  at: Date,
  ask: AskResponders = askNobody,
): Promise<PathVerdict> {
  const certificate = openCertificate(certificateDer);
  const open = openTrust(trust);
  let best: PathVerdict = { kind: "untrusted" };
  for await (const path of pathsToAnchors(certificate, open, at)) {
    const revocation = await checkRevocation(path, { trust: open, at, ask });
    // One authority's word "revoked" is enough, whatever another path would say.
    if (revocation === "revoked") return { kind: "revoked" };
    if (best.kind !== "valid" || revocation === "good")
      best = { kind: "valid", revocation };
  }
  return best;
}
