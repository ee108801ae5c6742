import { randomUUID } from "node:crypto";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from "vitest";
import { findConflict } from "../../../src-main/filings/decide-conflict.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { profileFaults } from "../../fixtures/storage/profile-faults.ts";
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import { startMachine, type Machine } from "./trial-machine.ts";
import { startTrialNetwork, type TrialNetwork } from "./trial-network.ts";

vi.setConfig({ testTimeout: 120_000 });

let trial: Trial;
let network: TrialNetwork;
let filingId: string;
let machine: Machine | null;

beforeAll(async () => {
  trial = await beginTrial();
}, 60_000);
afterAll(() => {
  trial.end();
});
beforeEach(async () => {
  network = await startTrialNetwork(trial);
  filingId = randomUUID();
});
afterEach(async () => {
  await machine?.close();
  machine = null;
  await network.close();
});

async function start(profile?: string): Promise<Machine> {
  machine = startMachine(trial, network.proxy.origin, profile);
  await machine.signIn();
  return machine;
}

async function stop(): Promise<string> {
  const profile = machine?.profile ?? "";
  await machine?.close();
  machine = null;
  return profile;
}

const isSettled = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.pending === null && filing.failure === null;
const submissionsIn = (filing: LocalFiling | null): number =>
  filing?.history.filter(({ action }) => action === "submit").length ?? 0;

describe("a profile copied back from yesterday", () => {
  it("learns that its waiting submission was accepted, and sends it no second time", async () => {
    const before = await start();
    await before.save(filingId);
    await before.until(filingId, isSettled);
    await network.stopApi();
    const submissionId = await before.submit(filingId);
    const putBack = profileFaults["copied-back"](await stop());
    await network.startApi();
    const today = await start(before.profile);
    await today.until(
      filingId,
      (filing) => filing !== null && filing.receipt !== null,
    );
    const receipt = today.filings().get(filingId)?.receipt;
    await stop();

    putBack();
    const back = await start(before.profile);
    await back.until(
      filingId,
      (filing) => filing?.state === "under-review" && filing.receipt !== null,
    );
    await back.until(filingId, (filing) => filing?.outgoing === null);
    const filing = back.filings().get(filingId);
    expect([
      filing?.receipt?.claims.submissionId,
      filing?.receipt,
      submissionsIn(filing),
    ]).toEqual([submissionId, receipt, 1]);
  });

  it("takes the newer content of the API, and a change waiting since yesterday is a conflict and no roll-back", async () => {
    const before = await start();
    await before.save(filingId, { street: "前天" });
    await before.until(filingId, isSettled);
    await network.stopApi();
    await before.save(filingId, { street: "昨天" });
    const putBack = profileFaults["copied-back"](await stop());
    const today = await start(before.profile);
    // Takes the place of yesterday's save, which never reaches the API.
    await today.save(filingId, { street: "今天" });
    await network.startApi();
    today.sync.nudge();
    // Opened while the API was away, so the key has to be seen once.
    await today.signIn();
    await today.until(filingId, isSettled);
    const version = today.filings().get(filingId)?.serverVersion;
    await stop();

    putBack();
    const back = await start(before.profile);
    await back.until(filingId, (filing) => filing?.serverVersion === version);
    await back.until(filingId, (filing) => filing?.failure !== null);
    const filing = back.filings().get(filingId);
    if (filing === null) throw new Error("gone");
    expect([
      findConflict(filing)?.kind,
      filing.content.fields.street,
      filing.serverRecord?.content.fields.street,
      filing.serverVersion,
    ]).toEqual(["changed-here", "昨天", "今天", version]);
  });
});
