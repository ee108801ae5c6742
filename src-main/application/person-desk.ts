import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { AttachmentFolder } from "../attachments/attachment-folder.ts";
import {
  createAttachmentStore,
  type AttachmentStore,
} from "../attachments/attachment-store.ts";
import { eraseUnnamedAttachments } from "../attachments/sweep-attachments.ts";
import {
  createFilingStore,
  type FilingStore,
} from "../filings/filing-store.ts";
import { areSealedValuesWhole } from "../storage/check-sealed-values.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { Database } from "../storage/open-database.ts";
import type { ChangeCursor } from "../sync/pull-context.ts";
import type { SyncedPerson } from "../sync/synchroniser-options.ts";

/** What lies open while one person is signed in: the stores under that person's key, and nobody else's. */
export interface OpenDesk {
  readonly person: Person;
  readonly identityId: string;
  readonly filings: FilingStore;
  readonly attachments: AttachmentStore;
  /** Null: without a code there is nothing at the API to keep in step with. */
  readonly synced: SyncedPerson | null;
}

export interface PersonDesk {
  open(person: Person, identity: IdentityKey): OpenDesk;
  clear(): void;
  /** Throws `session-not-signed-in`. */
  current(): OpenDesk;
}

export interface DeskPlace {
  readonly database: Database;
  readonly folder: AttachmentFolder;
  readonly cursorOf: (identityId: string) => ChangeCursor;
  readonly now: () => Date;
  readonly onDamaged: () => void;
  readonly logDefect: (error: unknown) => void;
}

export function createPersonDesk(place: DeskPlace): PersonDesk {
  let opened: OpenDesk | null = null;
  return {
    open: (person, identity) => {
      opened = layOut(place, person, identity);
      const { filings } = opened;
      despiteDamage(place, () => filings.bringToPresentForm());
      despiteDamage(place, () => filings.rescueAfterCrash());
      lookThrough(place, opened, identity).catch(place.logDefect);
      return opened;
    },
    clear: () => {
      opened = null;
    },
    current: () => {
      if (opened === null) throw new ProblemError("session-not-signed-in");
      return opened;
    },
  };
}

function layOut(
  { database, folder, cursorOf, now }: DeskPlace,
  person: Person,
  identity: IdentityKey,
): OpenDesk {
  const filings = createFilingStore(database, identity, now);
  const attachments = createAttachmentStore(database, identity, folder, now);
  const { uscc } = person;
  const { identityId } = identity;
  const cursor = cursorOf(identityId);
  const synced = uscc === null ? null : { uscc, filings, attachments, cursor };
  return { person, identityId, filings, attachments, synced };
}

/** What does not open any more must not keep anybody from the rest. */
function despiteDamage({ onDamaged }: DeskPlace, step: () => void): void {
  try {
    step();
  } catch (error) {
    const isDamage =
      error instanceof ProblemError && error.problem.code === "storage-damaged";
    if (!isDamage) throw error;
    onDamaged();
  }
}

/** Only where every value opens: a row that does not may name any of the files. */
async function lookThrough(
  { database, now, onDamaged }: DeskPlace,
  { filings, attachments }: OpenDesk,
  identity: IdentityKey,
): Promise<void> {
  const isWhole = await areSealedValuesWhole(database, [identity]);
  if (!database.open) return;
  if (!isWhole) {
    onDamaged();
    return;
  }
  const named = () => filings.namedFiles();
  await eraseUnnamedAttachments(attachments, named, now());
}
