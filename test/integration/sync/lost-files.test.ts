import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
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
  network = await startTrialNetwork(trial);
  machine = startMachine(trial, network.proxy.origin);
  await machine.signIn();
  filingId = randomUUID();
}, 60_000);
afterAll(async () => {
  await machine.close();
  await network.close();
  trial.end();
});

const filesFolder = (): string => join(network.dataDir, "files");
const received = (): string[] =>
  readdirSync(filesFolder(), { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(filesFolder(), name)).isFile())
    .toSorted();
const isSent = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.receipt !== null;

describe("files that the API has lost", () => {
  it("go again at 上报 and, later, without anybody's click", async () => {
    await machine.save(filingId);
    await machine.until(filingId, (filing) => filing?.pending === null);
    const all = received();
    writeFileSync(join(filesFolder(), all[0] ?? ""), "others");
    await machine.submit(filingId);
    await machine.until(filingId, isSent);
    const sizes = received().map(
      (name) => statSync(join(filesFolder(), name)).size,
    );
    expect(Math.min(...sizes)).toBeGreaterThan("others".length);

    await network.stopApi();
    for (const name of all) rmSync(join(filesFolder(), name));
    await network.startApi();
    await vi.waitFor(() => {
      expect(received()).toEqual(all);
    }, waitAtMost);
    expect(machine.filings().get(filingId)?.failure).toBeNull();
  });
});
