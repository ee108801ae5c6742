import type {
  Person,
  SessionState,
} from "../../src-shared/session/session-procedures.ts";

export type OpenSession = Exclude<SessionState, { kind: "signed-out" }>;

/** Signed in with an expired certificate: it signs nothing, and the API will not take it. */
export function canOnlyRead({ certificate }: Person, now: Date): boolean {
  return (
    certificate !== null && now.getTime() > Date.parse(certificate.notAfter)
  );
}
