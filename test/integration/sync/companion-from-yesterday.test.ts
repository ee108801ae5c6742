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
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { copyFolder } from "../../fixtures/storage/profile-faults.ts";
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import { startMachine, type Machine } from "./trial-machine.ts";
import { startTrialNetwork, type TrialNetwork } from "./trial-network.ts";

vi.setConfig({ testTimeout: 120_000 });

let trial: Trial;
let network: TrialNetwork;
let machine: Machine;
let filingId: string;

beforeAll(async () => {
  trial = await beginTrial();
}, 60_000);
afterAll(() => {
  trial.end();
});
beforeEach(async () => {
  network = await startTrialNetwork(trial);
  machine = startMachine(trial, network.proxy.origin);
  await machine.signIn();
  filingId = randomUUID();
});
afterEach(async () => {
  await machine.close();
  await network.close();
});

const isSettled = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.pending === null && filing.failure === null;
const isForgotten = (filing: LocalFiling | null): boolean =>
  filing?.failure?.code === "sync-companion-forgot";
/** Everything is here, what the API wrote down of it included. */
const isSent = (filing: LocalFiling | null): boolean =>
  filing !== null &&
  filing.receipt !== null &&
  filing.history.some(({ action }) => action === "submit");

/** The API's data as they are now, while it stands still for a moment. */
async function copyCompanion(name: string): Promise<{ putBack: () => void }> {
  await network.stopApi();
  const copy = copyFolder(network.dataDir, name);
  await network.startApi();
  return copy;
}

async function putBack(copy: { putBack: () => void }): Promise<void> {
  await network.stopApi();
  copy.putBack();
  await network.startApi();
}

describe("an API put back from yesterday's copy", () => {
  it("gets nothing again by itself; the row says so, and is in order once the API knows it again", async () => {
    await machine.save(filingId);
    await machine.until(filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    const submissionId = await machine.submit(filingId);
    await machine.until(filingId, isSent);
    const sent = machine.filings().get(filingId);
    const today = await copyCompanion("today");

    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    const { failure, ...rest } = machine.filings().get(filingId) ?? {};
    expect([failure, { ...rest, failure: null }]).toEqual([
      { code: "sync-companion-forgot" },
      sent,
    ]);
    expect(machine.sync.state().counts.attention).toBe(1);
    machine.sync.retryNow();
    await machine.until(filingId, isForgotten);
    expect(network.submissionsKept()).toEqual({ ids: [], historyCount: 0 });

    await putBack(today);
    machine.sync.retryNow();
    await machine.until(filingId, isSettled);
    expect(machine.filings().get(filingId)).toEqual(sent);
    expect(network.submissionsKept()).toEqual({
      ids: [submissionId],
      historyCount: 1,
    });
  });

  it("that never heard of a filing does not take it from the client, who may file anew; its files go again", async () => {
    const yesterday = await copyCompanion("yesterday");
    await machine.save(filingId);
    await machine.submit(filingId);
    await machine.until(filingId, isSent);
    const sent = machine.filings().get(filingId);

    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    expect(machine.filings().get(filingId)).toEqual({
      ...sent,
      failure: { code: "sync-companion-forgot" },
    });
    const another = randomUUID();
    await machine.save(another);
    await machine.until(another, isSettled);
    expect(network.submissionsKept()).toEqual({ ids: [], historyCount: 0 });
  });
});
