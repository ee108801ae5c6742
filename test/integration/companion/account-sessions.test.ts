import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAccountSecrets } from "../../../src-companion/accounts/account-secrets.ts";
import { changePassword } from "../../../src-companion/accounts/change-account.ts";
import { signInWithAccount } from "../../../src-companion/accounts/sign-in-with-account.ts";
import type { CompanionParts } from "../../../src-companion/companion-parts.ts";
import {
  argon2Hashes,
  type PasswordHashes,
} from "../../../src-companion/sessions/password-hashes.ts";
import { findSession } from "../../../src-companion/sessions/session-store.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  signInAccount,
  signedInAccount,
  solveCaptcha,
  type TestAccount,
} from "./test-account.ts";
import { otherUscc, signedInEnterprise } from "./test-enterprise.ts";

const hourMs = 60 * minuteMs;

let companion: TestCompanion;
let account: TestAccount;
beforeEach(async () => {
  companion = await startTestCompanion();
  account = await signedInAccount(companion);
});
afterEach(() => companion.close());

const ask = async (token: string) =>
  (await companion.request("ownAccount", { token })).status;

describe("a session of an account", () => {
  it("ends after two hours without a renewal and after twelve with", async () => {
    const { token } = account;
    for (let hour = 0; hour < 11; hour += 1) {
      companion.advance(hourMs);
      await succeed(companion.request, "renewSession", { token });
    }
    companion.advance(hourMs - 1);
    expect(await ask(token)).toBe(200);
    companion.advance(1);
    expect(
      (await refusalOf(companion.request, "ownAccount", { token })).code,
    ).toBe("session-ended");
    const other = await signInAccount(companion, account.name);
    companion.advance(2 * hourMs);
    expect(
      (
        await refusalOf(companion.request, "renewSession", {
          token: other.token,
        })
      ).code,
    ).toBe("session-ended");
  });
});

describe("what ends an account's sessions while a password is hashed", () => {
  const endings = {
    注销账号: async () => {
      const { token } = await signedInEnterprise(companion, otherUscc);
      await succeed(companion.request, "closeAccountOfEnterprise", {
        params: { accountId: account.id },
        token,
      });
    },
    修改密码: async () => {
      await succeed(companion.request, "changePassword", {
        body: { currentPassword: accountPassword, newPassword: "Newer-2026!!" },
        token: account.token,
      });
    },
  } as const;
  const partsWith = (passwords: Partial<PasswordHashes>): CompanionParts =>
    ({
      database: companion.database,
      passwords: { ...argon2Hashes, ...passwords },
      secrets: openAccountSecrets(companion.dataDir),
      now: () => companion.clock.now,
    }) satisfies Partial<CompanionParts> as unknown as CompanionParts;

  it.each(["注销账号", "修改密码"] as const)(
    "(%s) lets no sign-in through that began before",
    async (ending) => {
      const parts = partsWith({
        verify: async (hash, password) => {
          const isRight = await argon2Hashes.verify(hash, password);
          await endings[ending]();
          return isRight;
        },
      });
      const captcha = await solveCaptcha(companion);
      await expect(
        signInWithAccount(
          parts,
          { accountName: account.name, password: accountPassword, captcha },
          "192.0.2.1",
        ),
      ).rejects.toMatchObject({ problem: { code: "credentials-wrong" } });
    },
  );

  it("lets no change of the password through either", async () => {
    const session = await findSession(
      companion.database,
      account.token,
      companion.clock.now,
    );
    if (typeof session !== "object" || session.kind !== "account")
      throw new Error("no session of an account");
    const parts = partsWith({
      hash: async (password) => {
        await succeed(companion.request, "signOut", account);
        return argon2Hashes.hash(password);
      },
    });
    await expect(
      changePassword(
        parts,
        { currentPassword: accountPassword, newPassword: "Stolen-2026!" },
        session,
        "192.0.2.1",
      ),
    ).rejects.toMatchObject({ problem: { code: "session-ended" } });
    await signInAccount(companion, account.name);
  });

  it("leaves no session of a closed account alive", async () => {
    await companion.database
      .updateTable("accounts")
      .set({ closed_at: companion.clock.now.toISOString() })
      .execute();
    expect(
      (await refusalOf(companion.request, "ownAccount", account)).code,
    ).toBe("session-ended");
  });
});
