import type { Certificate, RevocationList } from "./certificate.ts";
import { openCertificate } from "./open-certificate.ts";
import { openCrl } from "./open-revocation-list.ts";
import type { TrustMaterial } from "./trust-material.ts";

export interface OpenTrust {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
}

// CRLs run to megabytes, and one set of trust material judges many certificates.
const opened = new WeakMap<TrustMaterial, OpenTrust>();

/** Damaged entries are left out: they can only make the judgement stricter or the revocation unknown. */
export function openTrust(trust: TrustMaterial): OpenTrust {
  const known = opened.get(trust);
  if (known) return known;
  const open = {
    anchors: readable(trust.anchors, openCertificate),
    intermediates: readable(trust.intermediates, openCertificate),
    crls: readable(trust.crls, openCrl),
  };
  opened.set(trust, open);
  return open;
}

function readable<Opened>(
  entries: readonly Uint8Array[],
  open: (der: Uint8Array) => Opened,
): Opened[] {
  return entries.flatMap((der) => {
    try {
      return [open(der)];
    } catch {
      return [];
    }
  });
}
