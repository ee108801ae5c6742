import { unbind } from "../open-id/binding-store.ts";
import { endSessionsOfAccount } from "../sessions/session-store.ts";
import type { AccountSession } from "../sessions/session.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import { recordEvent, updateAccount } from "./account-store.ts";

/** The row stays, because filings name it; who the person was goes. Filings stay with the code. */
export async function closeAccountRow(
  transaction: CompanionTransaction,
  accountId: string,
  by: { readonly actor: string; readonly address: string; readonly at: Date },
): Promise<void> {
  await updateAccount(transaction, accountId, {
    closed_at: by.at.toISOString(),
    password_hash: null,
    enterprise: null,
    legal_person_number: null,
    contact: null,
    contact_number: null,
    mobile: "",
    email: "",
    email_proven_at: null,
  });
  await endEverythingOpen(transaction, accountId);
  await recordEvent(transaction, { accountId, event: "closed", ...by });
}

/**
 * Sessions but the one that asks, resets under way, and the provider's identity: nobody else goes on who had the
 * account until now.
 */
export async function endEverythingOpen(
  transaction: CompanionTransaction,
  accountId: string,
  kept: AccountSession | null = null,
): Promise<void> {
  await endSessionsOfAccount(transaction, accountId, kept);
  await endResets(transaction, accountId);
  await unbind(transaction, accountId);
}

export async function endResets(
  transaction: CompanionTransaction,
  accountId: string,
): Promise<void> {
  await transaction
    .deleteFrom("reset_tokens")
    .where("account_id", "=", accountId)
    .execute();
}
