import * as asn1js from "asn1js";
import { CertificateRevocationList, type Certificate } from "pkijs";
import { ProblemError } from "../problems/problem.ts";
import { ownBytes } from "./bytes.ts";
import { openCertificate } from "./parse-certificate.ts";
import type { TrustMaterial } from "./trust-material.ts";

export interface OpenTrust {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateRevocationList[];
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

/** Throws `certificate-malformed`. */
export function openCrl(der: Uint8Array): CertificateRevocationList {
  try {
    const { result, offset } = asn1js.fromBER(ownBytes(der));
    if (offset !== der.length) throw new Error("not one DER value");
    return new CertificateRevocationList({ schema: result });
  } catch (error) {
    throw new ProblemError("certificate-malformed", undefined, {
      cause: error,
    });
  }
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
