import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAccountUnlockStore } from "../../../src-main/accounts/account-unlock-store.ts";
import {
  createLocalAccounts,
  type LocalAccounts,
} from "../../../src-main/accounts/local-accounts.ts";
import { createIdentities } from "../../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../../src-main/identities/identity-store.ts";
import {
  openDatabase,
  type Database,
} from "../../../src-main/storage/open-database.ts";
import { createSealedNotes } from "../../../src-main/storage/sealed-notes.ts";
import type { KnownAccount } from "../../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

const password = "Canary7f3a#Pass";
const account: KnownAccount = {
  id: "5b0f8a5e-6f0c-4c39-9d59-2b6f4f3f0a01",
  name: "CanaryClerk01",
  displayName: "张三",
  type: "domestic-enterprise",
  uscc: "91110000MA0000000X",
  enterpriseName: "测试企业",
};
const other: KnownAccount = {
  ...account,
  id: "5b0f8a5e-6f0c-4c39-9d59-2b6f4f3f0a02",
  name: "OtherClerk02",
};

let folder: string;
let database: Database;
let accounts: LocalAccounts;
let at: Date;

const open = (): void => {
  database = openDatabase(join(folder, "client.db"));
  const now = () => at;
  accounts = createLocalAccounts({
    identities: createIdentities(createIdentityStore(database, now), wrapping),
    unlocks: createAccountUnlockStore(database, now),
    notes: createSealedNotes(database, wrapping, now),
    now,
    passwordCost: 2 ** 12,
  });
};
const restart = (): void => {
  database.close();
  open();
};
const later = (seconds: number): void => {
  at = new Date(at.getTime() + seconds * 1000);
};
const problemOf = async (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.then(
    () => "opened",
    (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      const { code, facts } = error.problem;
      return facts === undefined ? code : [code, facts.retryAfterSeconds];
    },
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "local-accounts-"));
  at = new Date("2026-03-01T00:00:00.000Z");
  open();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

describe("accounts on this machine", () => {
  it("open for the password of the account, whatever the case of its name, and never for another's", async () => {
    const { identity } = await accounts.learn(account, password);
    const second = await accounts.learn(other, "Other#Pass2026");
    restart();
    const opened = await accounts.open("canaryCLERK01 ", password);
    expect([
      opened?.account,
      opened?.identity.identityId === identity.identityId,
      second.identity.identityId === identity.identityId,
      await problemOf(accounts.open(other.name, password)),
      await accounts.open("NeverHere01", password),
    ]).toEqual([account, true, false, "account-password-wrong", null]);
  });

  it("make wrong passwords wait, longer each time, over a restart and over a clock that is set back", async () => {
    await accounts.learn(account, password);
    const tries = () => problemOf(accounts.open(account.name, "wrong"));
    const outcomes = [];
    for (let count = 1; count <= 5; count += 1) outcomes.push(await tries());
    restart();
    outcomes.push(await tries());
    later(30);
    outcomes.push(await tries());
    later(-86_400);
    restart();
    outcomes.push(await problemOf(accounts.open(account.name, password)));
    later(86_400 + 60);
    outcomes.push(await problemOf(accounts.open(account.name, password)));
    expect(outcomes).toEqual([
      ...Array<string>(5).fill("account-password-wrong"),
      ["account-waiting", 30],
      "account-password-wrong",
      ["account-waiting", 60],
      "opened",
    ]);
    expect(await tries()).toBe("account-password-wrong");
  });

  it("count tries that come at the same time one by one", async () => {
    await accounts.learn(account, password);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        problemOf(accounts.open(account.name, "wrong")),
      ),
    );
    expect(outcomes.map(String).sort()).toEqual([
      ...Array<string>(5).fill("account-password-wrong"),
      "account-waiting,30",
    ]);
  });

  it("keep the identity when the password changed elsewhere, and forget the former password", async () => {
    const before = await accounts.learn(account, password);
    const after = await accounts.learn(account, "Newer#Pass2026");
    expect([
      after.identity.identityId === before.identity.identityId,
      await problemOf(accounts.open(account.name, password)),
      await problemOf(accounts.open(account.name, "Newer#Pass2026")),
    ]).toEqual([true, "account-password-wrong", "opened"]);
  });

  it("give nothing of a closed account to who registers its name anew", async () => {
    const before = await accounts.learn(account, password);
    await accounts.forgetPassword(account.name);
    const closed = await accounts.open(account.name, password);
    const after = await accounts.learn({ ...account, id: other.id }, password);
    expect([
      closed,
      after.identity.identityId === before.identity.identityId,
      (await accounts.open(account.name, password))?.account.id,
    ]).toEqual([null, false, other.id]);
  });

  it("open by an OpenID sign-in without touching what unlocks offline", async () => {
    await accounts.learn(account, null);
    expect(await accounts.open(account.name, password)).toBeNull();
    await accounts.learn(account, password);
    await accounts.learn({ ...account, displayName: "李四" }, null);
    const opened = await accounts.open(account.name, password);
    expect(opened?.account.displayName).toBe("李四");
  });

  it("leave neither password nor name nor code readable in the profile", async () => {
    await accounts.learn(account, password);
    await problemOf(accounts.open(account.name, password));
    const bytes = readdirSync(folder).map((name) =>
      readFileSync(join(folder, name)).toString("latin1"),
    );
    const found = [
      password,
      "anaryclerk01",
      "CanaryClerk",
      "91110000MA",
    ].filter((secret) => bytes.some((text) => text.includes(secret)));
    expect([found, bytes.length > 0]).toEqual([[], true]);
  });
});

/** Stands for the operating system, as far as what it gives back is not readable. */
const wrapping = {
  protect: async (secret: Uint8Array) => secret.map((byte) => byte ^ 0x5a),
  reveal: async (secret: Uint8Array) => secret.map((byte) => byte ^ 0x5a),
};
