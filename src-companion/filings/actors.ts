import type { Session } from "../sessions/session.ts";
import type { FilingActor } from "./filing-history-store.ts";

export function actorOfSession(session: Session, address: string): FilingActor {
  return session.kind === "enterprise"
    ? {
        name: session.holderName,
        kind: "enterprise",
        address,
        credential: session.certificateSha256,
      }
    : {
        name: session.authority,
        kind: "reviewer",
        address,
        credential: session.name,
      };
}

export const clock: FilingActor = {
  name: "clock",
  kind: "clock",
  address: null,
  credential: null,
};
export const companion: FilingActor = {
  name: "companion",
  kind: "companion",
  address: null,
  credential: null,
};
