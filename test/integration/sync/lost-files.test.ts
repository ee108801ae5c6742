import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
import { startMachine, waitAtMost, type Machine } from "./trial-machine.ts";
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
  await machine.until(filingId, (filing) => filing?.pending === null);
});
afterEach(async () => {
  await machine.close();
  await network.close();
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted();
const received = (): string[] => filesIn(join(network.dataDir, "files"));
/** The API's disk loses all files; what they were. */
async function loseAll(): Promise<string[]> {
  const all = received();
  await network.stopApi();
  for (const path of all) rmSync(path);
  // An outage that nobody here noticed is looked into at the next renewal of the session.
  await vi.waitFor(() => {
    expect(machine.sync.state().connection.kind).toBe("offline");
  }, waitAtMost);
  await network.startApi();
  return all;
}
const isSent = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.receipt !== null;

describe("files that the API has lost", () => {
  it("go again at 上报 and, later, without anybody's click", async () => {
    writeFileSync(received()[0] ?? "", "others");
    await machine.submit(filingId);
    await machine.until(filingId, isSent);
    const sizes = received().map((path) => statSync(path).size);
    expect(Math.min(...sizes)).toBeGreaterThan("others".length);

    const all = await loseAll();
    await vi.waitFor(() => {
      expect(received()).toEqual(all);
    }, waitAtMost);
    expect(machine.filings().get(filingId)?.failure).toBeNull();
  });

  it("go on after 暂停 and 继续", async () => {
    let pieces = 0;
    network.proxy.fault = ({ method }) => {
      if (method !== "PATCH") return "none";
      pieces += 1;
      return { kind: "delay", ms: 200 };
    };
    const all = await loseAll();
    await vi.waitFor(() => {
      expect(pieces).toBeGreaterThan(0);
    }, waitAtMost);
    machine.sync.pause();
    await vi.waitFor(() => {
      expect(machine.sync.state().transfer).toBeNull();
    }, waitAtMost);
    expect(received().length).toBeLessThan(all.length);
    machine.sync.resume();
    await vi.waitFor(() => {
      expect(received()).toEqual(all);
    }, waitAtMost);
  });

  it("go again but for the one that is damaged here too", async () => {
    const [damaged = ""] = filesIn(join(machine.profile, "attachments"));
    writeFileSync(damaged, "damaged");
    const all = await loseAll();
    await vi.waitFor(() => {
      expect(received()).toHaveLength(all.length - 1);
    }, waitAtMost);
    expect([
      machine.sync.state().connection,
      machine.filings().get(filingId)?.failure,
    ]).toEqual([{ kind: "online" }, null]);
  });
});
