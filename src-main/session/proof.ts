import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";

/** Where every way to sign in ends: who it is, whose data that opens, and whether the API agrees. */
export interface Proof {
  readonly person: Person;
  readonly identity: IdentityKey;
  /** Null: only this machine vouches. */
  readonly token: SessionToken | null;
}

export interface SessionToken {
  readonly token: string;
  /** Null: it ends when the API says so (a key's session). */
  readonly renewableUntil: string | null;
}
