import {
  judgePersonName,
  problemsOf,
} from "../../src-shared/accounts/registration-rules.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { returnUnsigned } from "../filings/return-unsigned.ts";
import { forgiveTries } from "../sessions/limit-tries.ts";
import type { KeySession } from "../sessions/session.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { nameOnlyColumns, readPerson } from "./account-columns.ts";
import {
  findAccountById,
  findAccountsByUscc,
  recordEvent,
  updateAccount,
  type AccountRow,
} from "./account-store.ts";
import { closeAccountRow, endEverythingOpen } from "./close-account-row.ts";
import { maskMobile } from "./describe-account.ts";
import { refusePassword } from "./refuse-password.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import { passwordTriesOf } from "./sign-in-with-account.ts";
import { checkCode, spendCode } from "./code-store.ts";

/** What the key holder sees of an account that says it belongs to the key's code. */
export async function listEnterpriseAccounts(
  { database }: CompanionParts,
  session: KeySession,
) {
  const rows = await findAccountsByUscc(database, session.uscc);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    contactName: readPerson(row)?.name ?? "",
    maskedMobile: maskMobile(row.mobile),
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  }));
}

/**
 * The account gets another contact, mobile and password; whoever had it has neither session, nor mail, nor OpenID
 * binding left to come back with, and the personal data of the earlier contact go. Returns the account's name.
 */
export async function takeOverAccount(
  parts: CompanionParts,
  change: {
    readonly accountId: string;
    readonly password: string;
    readonly contactName: string;
    readonly mobile: string;
    readonly smsCode: string;
  },
  session: KeySession,
  address: string,
): Promise<string> {
  const { database, passwords, now } = parts;
  const { mobile, contactName } = change;
  const { name } = await findOfEnterprise(database, change.accountId, session);
  refuseRegistration(
    problemsOf([
      ["contactName", judgePersonName(contactName)],
      ["mobile", isMainlandMobile(mobile) ? null : { code: "mobile-shape" }],
    ]),
  );
  refusePassword(change.password);
  const proof = { purpose: "take-over", to: mobile } as const;
  await checkCode(parts, proof, change.smsCode);
  const passwordHash = await passwords.hash(change.password);
  await database.transaction().execute(async (transaction) => {
    await spendCode(transaction, proof);
    const { id } = await findOfEnterprise(
      transaction,
      change.accountId,
      session,
    );
    await updateAccount(transaction, id, {
      password_hash: passwordHash,
      ...nameOnlyColumns(contactName),
      mobile,
      email: "",
      email_proven_at: null,
    });
    await endEverythingOpen(transaction, id);
    await recordEvent(transaction, {
      accountId: id,
      event: "taken-over",
      actor: `key:${session.certificateSha256}`,
      address,
      at: now(),
    });
  });
  await forgiveTries(database, [passwordTriesOf(name)]);
  return name;
}

/** With the account ends what it has under review, so that the key may go on with it. */
export async function closeEnterpriseAccount(
  { database, bell, now }: CompanionParts,
  accountId: string,
  session: KeySession,
  address: string,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { id } = await findOfEnterprise(transaction, accountId, session);
    const at = now();
    await closeAccountRow(transaction, id, {
      actor: `key:${session.certificateSha256}`,
      address,
      at,
    });
    await returnUnsigned(transaction, session.uscc, at);
  });
  bell.ring(session.uscc);
}

/** Another enterprise's account is answered like one that does not exist. */
async function findOfEnterprise(
  database: CompanionDatabase,
  accountId: string,
  { uscc }: KeySession,
): Promise<AccountRow> {
  const row = await findAccountById(database, accountId);
  if (row?.uscc !== uscc) throw new ProblemError("account-not-found");
  return row;
}
