import type {
  Problem,
  ProblemCode,
} from "../../src-shared/problems/problem.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type {
  KeyCertificate,
  KeyOverview,
} from "../../src-shared/usb-key/usb-key-procedures.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { findAgain } from "./find-again.ts";

/**
 * A driver that has stopped while this person's key is not to be seen: nobody knows whether it was pulled.
 * @param seen the person's certificate as it was shown last; undefined where this page has never seen it
 */
export function lostDriver(
  overview: KeyOverview | null,
  { certificate }: Person,
  seen: KeyCertificate | undefined,
): Problem | null {
  if (overview === null) return null;
  if (findCertificate(overview, certificate?.sha256 ?? null) !== undefined)
    return null;
  if (seen !== undefined) {
    const whereabouts = findAgain(overview, seen);
    const isLost =
      whereabouts.kind === "unclear" &&
      [...stopped, "key-driver-error"].includes(whereabouts.code);
    return isLost ? { code: whereabouts.code } : null;
  }
  const lost = overview.drivers.find(
    ({ problem }) => problem !== null && stopped.includes(problem),
  );
  return lost?.problem ? { code: lost.problem } : null;
}

const stopped: readonly ProblemCode[] = [
  "key-driver-crashed",
  "key-driver-hung",
];
