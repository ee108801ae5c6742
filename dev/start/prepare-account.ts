import type { Registration } from "../../src-shared/accounts/registration.ts";
import { openAccountSecrets } from "../../src-companion/accounts/account-secrets.ts";
import { findAccountByName } from "../../src-companion/accounts/account-store.ts";
import { createAccount } from "../../src-companion/accounts/register-account.ts";
import { argon2Hashes } from "../../src-companion/sessions/password-hashes.ts";
import type { CompanionDatabase } from "../../src-companion/storage/open-database.ts";

/** No secret: it opens a trial API on this machine's loopback, and is printed at each start. */
export const trialAccount = {
  name: "demo2026",
  password: "Demo-2026!",
  enterpriseName: "演示无钥匙企业",
} as const;

const registration: Registration = {
  accountName: trialAccount.name,
  displayName: "演示账号",
  accountType: "domestic-enterprise",
  enterprise: {
    enterpriseType: "有限责任公司",
    enterpriseName: trialAccount.enterpriseName,
    uscc: "91310000DEM0202611",
    legalPerson: {
      name: "王五",
      documentType: "resident-id",
      documentNumber: "110101199003070011",
    },
    address: { province: "310000", city: "310100", county: "310101" },
  },
  contact: {
    isSameAsLegalPerson: false,
    name: "赵六",
    documentType: "resident-id",
    documentNumber: "110101199003070038",
    validFrom: "2020-01-01",
    validUntil: null,
    email: "demo@example.cn",
    mobile: "13800000000",
  },
};

/** An account to try without registering first, of another enterprise than the demo key's. */
export async function prepareAccount(
  database: CompanionDatabase,
  dataDir: string,
): Promise<void> {
  if ((await findAccountByName(database, trialAccount.name)) !== undefined)
    return;
  const passwordHash = await argon2Hashes.hash(trialAccount.password);
  const secrets = openAccountSecrets(dataDir);
  const now = (): Date => new Date();
  await database.transaction().execute(async (transaction) => {
    const parts = { transaction, secrets, now };
    await createAccount(parts, registration, passwordHash, null);
  });
}
