import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from "vitest";
import { openAccountSecrets } from "../../../src-companion/accounts/account-secrets.ts";
import { createAccount } from "../../../src-companion/accounts/register-account.ts";
import { argon2Hashes } from "../../../src-companion/sessions/password-hashes.ts";
import type { RunningCompanion } from "../../../src-companion/start-companion.ts";
import { openDatabase } from "../../../src-companion/storage/open-database.ts";
import type { CaptchaAnswer } from "../../../src-shared/companion-api/account-shapes.ts";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { beginTrial, startApi, type Trial } from "../session/trial-parts.ts";
import { startMachine, type Machine } from "./trial-machine.ts";

const password = "Ceshi-2026!";
let trial: Trial;
let api: RunningCompanion;
const machines: Machine[] = [];

const start = (profile?: string): Machine => {
  const machine = startMachine(trial, api.origin, profile);
  machines.push(machine);
  return machine;
};
const signInWithAccount = async (machine: Machine): Promise<void> => {
  const asked = await machine.parts.client.call("createCaptcha", {
    body: { kind: "arithmetic" },
  });
  if (asked.kind !== "arithmetic") throw new Error("a picture came");
  const [one, operator, other] = asked.question.split(" ");
  const answer = Number(one) + (operator === "-" ? -1 : 1) * Number(other);
  await signInWithPassword(machine, { id: asked.id, answer: String(answer) });
};
const signInWithPassword = (
  { parts }: Machine,
  captcha: CaptchaAnswer | null,
): Promise<unknown> =>
  parts.session.signInWithAccount({
    accountName: filledRegistration.accountName,
    password,
    captcha,
  });

beforeAll(async () => {
  trial = await beginTrial();
}, 60_000);
beforeEach(async () => {
  const dataDir = mkdtempSync(join(trial.folder, "api-"));
  api = await startApi(trial, dataDir, 0);
  const database = await openDatabase(dataDir);
  const hash = await argon2Hashes.hash(password);
  const registration = toRegistration({
    ...filledRegistration,
    uscc: trial.estate.uscc,
  });
  const secrets = openAccountSecrets(dataDir);
  const now = () => new Date();
  await database
    .transaction()
    .execute((transaction) =>
      createAccount({ transaction, secrets, now }, registration, hash, null),
    );
  await database.destroy();
}, 60_000);
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close();
  await api.close();
});
afterAll(() => {
  trial.end();
});

describe("an account and a key of one code on one machine", () => {
  it("open each its own drafts, and not the other's, while the API is away", async () => {
    const online = start();
    await signInWithAccount(online);
    await online.signIn();
    await api.close();
    const saved = { account: randomUUID(), key: randomUUID() };
    await signInWithPassword(online, null);
    await online.save(saved.account);
    await online.signIn();
    await online.save(saved.key);
    await machines.pop()?.close();
    const later = start(online.profile);
    const ids = () =>
      later
        .filings()
        .list()
        .map(({ id }) => id);
    await signInWithPassword(later, null);
    const ofAccount = ids();
    await later.signIn();
    expect({ account: ofAccount, key: ids() }).toEqual({
      account: [saved.account],
      key: [saved.key],
    });
  });
});

describe("上报 without a key", () => {
  it("sends what was frozen without a PIN, and keeps a receipt that says unsigned", async () => {
    const machine = start();
    await signInWithAccount(machine);
    const filingId = randomUUID();
    await machine.save(filingId);
    await machine.submit(filingId);
    await machine.until(filingId, (filing) => filing?.receipt !== null);
    const filing = machine.filings().get(filingId);
    expect([
      filing?.state,
      filing?.receipt?.claims.certificateSha256,
      filing?.receipt?.claims.uscc,
      machine.parts.signCount(),
    ]).toEqual(["under-review", null, trial.estate.uscc, 0]);
  });

  it("is refused once a key has signed in for the code: the content stays, and the key finds it at the API", async () => {
    const machine = start();
    await signInWithAccount(machine);
    const filingId = randomUUID();
    await machine.save(filingId);
    await machine.until(filingId, (filing) => filing?.pending === null);
    const keyHolder = start();
    await keyHolder.signIn();
    await keyHolder.until(filingId, (filing) => filing?.state === "to-submit");
    await machine.submit(filingId);
    await machine.until(filingId, (filing) => filing?.failure !== null);
    const refused = machine.filings().get(filingId);
    expect([refused?.failure?.code, refused?.state]).toEqual([
      "signature-required-for-enterprise",
      "to-submit",
    ]);
  });
});
