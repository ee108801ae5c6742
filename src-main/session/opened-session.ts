import type { Access } from "../../src-shared/bridge/procedure.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type {
  Person,
  SessionState,
} from "../../src-shared/session/session-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { SessionToken } from "./proof.ts";

export interface OpenedSession {
  readonly person: Person;
  readonly identity: IdentityKey;
  /** In memory only; null: the API has not confirmed this session, or not any more. */
  readonly token: SessionToken | null;
  readonly signing: { certificateId: string; sha256: string } | null;
  readonly lock: "key-removed" | "idle" | null;
}

export function describeSession(opened: OpenedSession | null): SessionState {
  if (opened === null) return { kind: "signed-out" };
  const { person, lock, signing, token } = opened;
  return lock === null
    ? {
        kind: "signed-in",
        person,
        signingCertificate: signing?.sha256 ?? null,
        isConfirmedByCompanion: token !== null,
      }
    : { kind: "locked", person, reason: lock };
}

/** The same person at the same data: what is open goes on. */
export function isSameOwner(
  before: Pick<OpenedSession, "person" | "identity">,
  after: Pick<OpenedSession, "person" | "identity">,
): boolean {
  return (
    before.identity.identityId === after.identity.identityId &&
    before.person.via === after.person.via &&
    before.person.certificate?.sha256 === after.person.certificate?.sha256
  );
}

/** Why a caller of this access may not pass now. */
export function refuseAccess(
  { kind }: SessionState,
  access: Access,
): Problem | null {
  if (access === "anyone") return null;
  if (kind === "signed-out") return { code: "session-not-signed-in" };
  return kind === "locked" && access === "signed-in"
    ? { code: "session-locked" }
    : null;
}
