import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { useSyncDesk } from "./sync-desk.ts";
import { waitAtMost, type Machine } from "./trial-machine.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = useSyncDesk();
let machine: Machine;
beforeEach(async () => {
  machine = await desk.start();
  await desk.saved(machine);
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted();
const received = (): string[] => filesIn(join(desk.network.dataDir, "files"));
/** The API's disk loses all files; what they were. */
async function loseAll(): Promise<string[]> {
  const all = received();
  await desk.whileAway(machine, () => {
    for (const path of all) rmSync(path);
  });
  return all;
}
const isSent = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.receipt !== null;

describe("files that the API has lost", () => {
  it("go again at 上报 and, later, without anybody's click", async () => {
    writeFileSync(received()[0] ?? "", "others");
    await machine.submit(desk.filingId);
    await machine.until(desk.filingId, isSent);
    const sizes = received().map((path) => statSync(path).size);
    expect(Math.min(...sizes)).toBeGreaterThan("others".length);

    const all = await loseAll();
    await vi.waitFor(() => {
      expect(received()).toEqual(all);
    }, waitAtMost);
    expect(machine.filings().get(desk.filingId)?.failure).toBeNull();
  });

  it("go on after 暂停 and 继续", async () => {
    let pieces = 0;
    desk.network.proxy.fault = ({ method }) => {
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
      machine.filings().get(desk.filingId)?.failure,
    ]).toEqual([{ kind: "online" }, null]);
  });
});
