import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { useSyncDesk } from "./sync-desk.ts";
import type { Machine } from "./trial-machine.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = useSyncDesk();
let machine: Machine;
beforeEach(async () => {
  machine = await desk.start();
  await machine.save(desk.filingId);
  await machine.submit(desk.filingId);
  await machine.until(desk.filingId, hasReceipt);
});

const hasReceipt = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.receipt !== null;
const isTaken = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.pending === null && filing.serverVersion !== null;

describe("an API that has trouble with one filing", () => {
  it("is sent the others, though a receipt of long ago cannot be had; it comes later without anybody's click", async () => {
    await desk.network.decide(desk.filingId, "approve");
    desk.network.proxy.fault = ({ path }) =>
      path.includes("/submissions/") ? "defect" : "none";
    const another = await desk.start();
    await another.until(desk.filingId, (filing) => filing !== null);
    const anotherId = randomUUID();
    await another.save(anotherId);
    await another.until(anotherId, isTaken);
    const old = another.filings().get(desk.filingId);
    expect([
      another.sync.state().connection,
      old?.receipt,
      old?.failure,
    ]).toEqual([{ kind: "online" }, null, null]);
    desk.network.proxy.fault = () => "none";
    await another.until(desk.filingId, hasReceipt);
  });

  it("is asked again for a change that it could not tell", async () => {
    let troubles = 0;
    desk.network.proxy.fault = ({ method, path }) =>
      method === "GET" && path.endsWith(desk.filingId) && troubles++ < 1
        ? "defect"
        : "none";
    await desk.network.decide(desk.filingId, "approve");
    await machine.until(
      desk.filingId,
      (filing) => filing?.state === "approved",
    );
    expect(troubles).toBeGreaterThan(1);
  });
});
