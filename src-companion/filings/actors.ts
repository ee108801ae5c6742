import type { Session } from "../sessions/session.ts";
import type { FilingActor } from "./filing-history-store.ts";

export function actorOfSession(session: Session, address: string): FilingActor {
  switch (session.kind) {
    case "key":
      return {
        name: session.holderName,
        kind: "enterprise",
        address,
        credential: session.certificateSha256,
      };
    case "account":
      return {
        name: session.account.displayName,
        kind: "enterprise",
        address,
        credential: `account:${session.account.id}`,
      };
    case "reviewer":
      return {
        name: session.authority,
        kind: "reviewer",
        address,
        credential: session.name,
      };
  }
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
