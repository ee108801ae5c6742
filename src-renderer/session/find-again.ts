import type { ProblemCode } from "../../src-shared/problems/problem.ts";
import type {
  KeyCertificate,
  KeyOverview,
} from "../../src-shared/usb-key/usb-key-procedures.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";

export type Whereabouts =
  | { readonly kind: "here"; readonly certificate: KeyCertificate }
  | { readonly kind: "pulled" }
  /** Its key or its drivers are at fault, and nobody can say whether it is in. */
  | { readonly kind: "unclear"; readonly code: ProblemCode };

/** What has become of a chosen certificate. Only its own key and drivers are asked: what others show says nothing of it. */
export function findAgain(
  overview: KeyOverview,
  chosen: KeyCertificate,
): Whereabouts {
  const certificate =
    overview.certificates.find(({ id }) => id === chosen.id) ??
    findCertificate(overview, chosen.certificateSha256);
  if (certificate !== undefined) return { kind: "here", certificate };
  const token = overview.tokens.find(
    ({ label, serialNumber }) =>
      label === chosen.keyLabel && serialNumber === chosen.keySerialNumber,
  );
  if (token !== undefined) return judge(token.problem ?? "certificate-changed");
  const problems = overview.drivers
    .filter(({ path }) => chosen.shownBy.includes(path))
    .map(({ problem }) => problem);
  // One that works and does not show it any more is enough.
  return judge(problems.includes(null) ? null : (problems[0] ?? null));
}

function judge(code: ProblemCode | null): Whereabouts {
  return code === null || code === "key-removed"
    ? { kind: "pulled" }
    : { kind: "unclear", code };
}
