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
  await machine.save(filingId);
  await machine.submit(filingId);
  await machine.until(filingId, hasReceipt);
});
afterEach(async () => {
  await machine.close();
  await network.close();
});

const hasReceipt = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.receipt !== null;
const isTaken = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.pending === null && filing.serverVersion !== null;

describe("an API that has trouble with one filing", () => {
  it("is sent the others, though a receipt of long ago cannot be had; it comes later without anybody's click", async () => {
    await network.decide(filingId, "approve");
    network.proxy.fault = ({ path }) =>
      path.includes("/submissions/") ? "defect" : "none";
    const another = startMachine(trial, network.proxy.origin);
    try {
      await another.signIn();
      await another.until(filingId, (filing) => filing !== null);
      const anotherId = randomUUID();
      await another.save(anotherId);
      await another.until(anotherId, isTaken);
      const old = another.filings().get(filingId);
      expect([
        another.sync.state().connection,
        old?.receipt,
        old?.failure,
      ]).toEqual([{ kind: "online" }, null, null]);
      network.proxy.fault = () => "none";
      await another.until(filingId, hasReceipt);
    } finally {
      await another.close();
    }
  });

  it("is asked again for a change that it could not tell", async () => {
    let troubles = 0;
    network.proxy.fault = ({ method, path }) =>
      method === "GET" && path.endsWith(filingId) && troubles++ < 1
        ? "defect"
        : "none";
    await network.decide(filingId, "approve");
    await machine.until(filingId, (filing) => filing?.state === "approved");
    expect(troubles).toBeGreaterThan(1);
  });
});
