import type { Problem } from "../../src-shared/problems/problem.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { KeyOverview } from "../../src-shared/usb-key/usb-key-procedures.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";

/** A driver that has stopped while this person's key is not to be seen: nobody knows whether it was pulled. */
export function lostDriver(
  overview: KeyOverview | null,
  { certificate }: Person,
): Problem | null {
  if (findCertificate(overview, certificate?.sha256 ?? null) !== undefined)
    return null;
  const lost = overview?.drivers.find(
    ({ problem }) =>
      problem === "key-driver-crashed" || problem === "key-driver-hung",
  );
  return lost?.problem ? { code: lost.problem } : null;
}
