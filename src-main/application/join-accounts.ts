import { createAccountUnlockStore } from "../accounts/account-unlock-store.ts";
import {
  forgetOldRegistration,
  handleAccounts,
} from "../accounts/handle-accounts.ts";
import {
  createLocalAccounts,
  type LocalAccounts,
} from "../accounts/local-accounts.ts";
import { createOpenIdSignIns } from "../accounts/open-id/open-id-sign-ins.ts";
import { createRememberedAccount } from "../accounts/remembered-account.ts";
import { handleAccountSessions } from "../accounts/sign-in-with-account.ts";
import type { Identities } from "../identities/create-identities.ts";
import type { Session } from "../session/session.ts";
import type { Database } from "../storage/open-database.ts";
import { createSealedNotes } from "../storage/sealed-notes.ts";
import type { CompanionClient } from "../sync/companion-client.ts";
import type { HostPorts } from "./host-ports.ts";
import type { LinkList } from "./open-listed-link.ts";

export interface AccountParts {
  /** What a session needs of them. */
  readonly localAccounts: LocalAccounts;
  handlers(
    session: Session,
  ): ReturnType<typeof handleAccounts> &
    ReturnType<typeof handleAccountSessions>;
  /** Who was on the way in with the browser, or waits to be bound: whoever is here now is somebody else. */
  forgetOpenId(): void;
}

export interface AccountPlace {
  readonly database: Database;
  readonly identities: Identities;
  readonly client: CompanionClient;
  readonly ports: Pick<HostPorts, "secretStore" | "now">;
  readonly signInOrigin: LinkList["signInOrigin"];
  readonly openInBrowser: (url: string) => Promise<void>;
  readonly logDefect: (error: unknown) => void;
}

export function joinAccounts(place: AccountPlace): AccountParts {
  const { database, identities, client, ports, logDefect } = place;
  const { now } = ports;
  const notes = createSealedNotes(database, ports.secretStore, now);
  forgetOldRegistration(notes, now());
  const localAccounts = createLocalAccounts({
    identities,
    unlocks: createAccountUnlockStore(database, now),
    notes,
    now,
  });
  const remembered = createRememberedAccount(notes);
  const openId = createOpenIdSignIns({
    call: client.call,
    signInOrigin: place.signInOrigin,
    openInBrowser: place.openInBrowser,
  });
  return {
    localAccounts,
    handlers: (session) => ({
      ...handleAccountSessions({ session, remembered, openId }),
      ...handleAccounts({
        call: client.call,
        session,
        localAccounts,
        remembered,
        openId,
        notes,
        now,
        logDefect,
        openConfirmed: (reply) => session.openConfirmed(reply),
      }),
    }),
    forgetOpenId: () => {
      openId.cancel();
    },
  };
}
