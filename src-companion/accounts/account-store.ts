import type { Insertable, Selectable } from "kysely";
import type { KnownAccount } from "../../src-shared/companion-api/account-shapes.ts";
import type { AccountEvent } from "../storage/account-tables.ts";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";

export type AccountRow = Selectable<CompanionTables["accounts"]>;

/** Names are compared without regard to case. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

export async function findAccountByName(
  database: CompanionDatabase,
  name: string,
): Promise<AccountRow | undefined> {
  return openAccounts(database)
    .where("name_key", "=", nameKey(name))
    .executeTakeFirst();
}

export async function findAccountById(
  database: CompanionDatabase,
  id: string,
): Promise<AccountRow | undefined> {
  return openAccounts(database).where("id", "=", id).executeTakeFirst();
}

export async function findAccountsByUscc(
  database: CompanionDatabase,
  uscc: string,
): Promise<AccountRow[]> {
  return openAccounts(database).where("uscc", "=", uscc).execute();
}

/** By a mail that nobody has proven there is none: it may be a stranger's, mistyped. */
export async function findAccountsByProvenAddress(
  database: CompanionDatabase,
  by: "mobile" | "email",
  address: string,
): Promise<AccountRow[]> {
  return openAccounts(database)
    .where(by, "=", address)
    .$if(by === "email", (query) =>
      query.where("email_proven_at", "is not", null),
    )
    .orderBy("created_at")
    .execute();
}

export async function insertAccount(
  transaction: CompanionTransaction,
  account: Insertable<CompanionTables["accounts"]>,
): Promise<void> {
  await transaction.insertInto("accounts").values(account).execute();
}

export async function updateAccount(
  database: CompanionDatabase,
  id: string,
  changes: Partial<Omit<AccountRow, "id">>,
): Promise<void> {
  await database
    .updateTable("accounts")
    .set(changes)
    .where("id", "=", id)
    .execute();
}

/** Who did what to an account stays, as the history of a filing does. */
export async function recordEvent(
  transaction: CompanionTransaction,
  event: {
    readonly accountId: string;
    readonly event: AccountEvent;
    readonly actor: string;
    readonly address: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await transaction
    .insertInto("account_events")
    .values({
      account_id: event.accountId,
      at: event.at.toISOString(),
      event: event.event,
      actor: event.actor,
      address: event.address,
    })
    .execute();
}

export function knownAccountOf(row: AccountRow): KnownAccount {
  return {
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    type: row.type,
    uscc: row.uscc,
    enterpriseName: row.enterprise_name,
  };
}

function openAccounts(database: CompanionDatabase) {
  return database
    .selectFrom("accounts")
    .selectAll()
    .where("closed_at", "is", null);
}
