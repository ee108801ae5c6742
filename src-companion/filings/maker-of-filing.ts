import type { EnterpriseSession } from "../sessions/session.ts";
import type { FilingMaker } from "../storage/companion-tables.ts";
import { everyMaker, type FilingScope } from "./filing-store.ts";

/** Who has a filing after this session changed it; null: before it there was none. */
export function makerAfter(
  maker: FilingMaker | null,
  session: EnterpriseSession,
): FilingMaker {
  if (maker === null) return session.kind;
  return maker === "account" && session.kind === "key"
    ? "key-after-account"
    : maker;
}

/** What a list shows. */
export function listedFor(session: EnterpriseSession): FilingScope {
  const { uscc } = session;
  return { uscc, makers: session.kind === "key" ? everyMaker : ["account"] };
}

/** What the change feed carries: to an account also that a filing has gone over to the key, as a tombstone. */
export function followedBy(session: EnterpriseSession): FilingScope {
  const { uscc } = session;
  const ofAccounts = ["account", "key-after-account"] as const;
  return { uscc, makers: session.kind === "key" ? everyMaker : ofAccounts };
}
