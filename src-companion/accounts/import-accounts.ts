import { randomUUID } from "node:crypto";
import type { CompanionDatabase } from "../storage/open-database.ts";
import {
  findAccountByName,
  findAccountsByUscc,
  insertAccount,
  nameKey,
  recordEvent,
} from "./account-store.ts";
import type { ImportedAccount, TableRow } from "./read-account-table.ts";

export interface ImportReport {
  readonly imported: number;
  readonly refused: readonly {
    readonly line: number;
    readonly name: string;
    readonly reason: string;
  }[];
}

/**
 * 机电类用户 of the earlier system. They have no password here: the first sign-in is 找回账号密码 by SMS. A line that is
 * refused changes nothing; the others are taken over, and the same file may be given again.
 */
export async function importAccounts(
  database: CompanionDatabase,
  rows: readonly TableRow[],
  now: Date,
): Promise<ImportReport> {
  const refused: ImportReport["refused"][number][] = [];
  let imported = 0;
  for (const row of rows) {
    if (row.kind === "refused") {
      refused.push(row);
      continue;
    }
    const { line, account } = row;
    const reason = await importAccount(database, account, now);
    if (reason === null) imported += 1;
    else refused.push({ line, name: account.accountName, reason });
  }
  return { imported, refused };
}

async function importAccount(
  database: CompanionDatabase,
  account: ImportedAccount,
  now: Date,
): Promise<string | null> {
  return database.transaction().execute(async (transaction) => {
    const { accountName, uscc } = account;
    if ((await findAccountByName(transaction, accountName)) !== undefined)
      return "登录账号已存在";
    const [other] = await findAccountsByUscc(transaction, uscc);
    if (other !== undefined) return `统一社会信用代码已有账号“${other.name}”`;
    const accountId = randomUUID();
    await insertAccount(transaction, {
      id: accountId,
      name: accountName,
      name_key: nameKey(accountName),
      display_name: account.displayName,
      type: "domestic-enterprise",
      uscc,
      enterprise_name: account.enterpriseName,
      enterprise: JSON.stringify({
        enterpriseType: null,
        enterpriseName: account.enterpriseName,
        uscc,
        legalPerson: null,
        address: null,
      }),
      legal_person_number: null,
      contact: null,
      contact_number: null,
      mobile: account.mobile,
      email: account.email,
      email_proven_at: null,
      password_hash: null,
      created_at: now.toISOString(),
      last_sign_in_at: null,
      closed_at: null,
    });
    await recordEvent(transaction, {
      accountId,
      event: "imported",
      actor: "operator",
      address: null,
      at: now,
    });
    return null;
  });
}
