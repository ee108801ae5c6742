import type { Access } from "../../src-shared/bridge/procedure.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type {
  Person,
  SessionState,
} from "../../src-shared/session/session-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { KeyProof } from "./prove-with-key.ts";

export interface OpenedSession {
  readonly person: Person;
  readonly identity: IdentityKey;
  /** In memory only; null: the API has not confirmed this session, or not any more. */
  readonly token: string | null;
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

export function personOf({ certificate, uscc }: KeyProof): Person {
  const { enterpriseName, holderName, sha256, notAfter } = certificate;
  return {
    via: "usb-key",
    uscc,
    enterpriseName,
    holderName,
    account: null,
    certificate: { sha256, notAfter },
  };
}
