import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Fault } from "./faulty-proxy.ts";
import { waitAtMost } from "./trial-machine.ts";
import { isSubmit, useSyncDesk } from "./sync-desk.ts";

// Two cores are shared with whatever else runs; nothing here measures time.
vi.setConfig({ testTimeout: 60_000 });

const desk = useSyncDesk();

describe("submitting over the network", () => {
  it("sends once when the answer to the submission is lost after the API took it", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    const fault = desk.strikeOnce(isSubmit, "lose-answer");
    const submissionId = await machine.submit(desk.filingId);
    await desk.accepted(machine);
    await machine.until(desk.filingId, (filing) => filing?.receipt !== null);
    expect([
      fault.hasStruck(),
      machine.filings().get(desk.filingId)?.receipt?.claims.submissionId,
      desk.network.submissionsKept(),
    ]).toEqual([true, submissionId, { ids: [submissionId], historyCount: 1 }]);
  });

  it("sends once when client and API are stopped right after the request left", async () => {
    const first = await desk.start();
    await desk.saved(first);
    desk.strikeOnce(isSubmit, "lose-answer");
    const submissionId = await first.submit(desk.filingId);
    await vi.waitFor(() => {
      expect(desk.network.submissionsKept().ids).toEqual([submissionId]);
    }, waitAtMost);
    await Promise.all([desk.stop(first), desk.network.stopApi()]);
    await desk.network.startApi();
    const second = await desk.start(first.profile);
    await second.until(desk.filingId, (filing) => filing?.receipt !== null);
    expect([
      second.filings().get(desk.filingId)?.outgoing,
      desk.network.submissionsKept(),
    ]).toEqual([null, { ids: [submissionId], historyCount: 1 }]);
  });

  it("fetches and judges the receipt of what another machine submitted", async () => {
    const one = await desk.start();
    const other = await desk.start();
    await desk.saved(one);
    const submissionId = await one.submit(desk.filingId);
    await other.until(
      desk.filingId,
      (filing) => filing?.receipt !== null && filing !== null,
    );
    expect(
      other.filings().get(desk.filingId)?.receipt?.claims.submissionId,
    ).toBe(submissionId);
  });

  it("does not accept a receipt by a key that was not there at first use", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    await machine.submit(desk.filingId);
    await desk.accepted(machine);
    await desk.network.decide(desk.filingId, "return");
    await machine.until(
      desk.filingId,
      (filing) => filing?.state === "returned",
    );
    await desk.network.stopApi();
    rmSync(join(desk.network.dataDir, "receipt-key.pem"));
    await desk.network.startApi();
    const submissionId = await machine.submit(desk.filingId);
    await machine.until(desk.filingId, (filing) => filing?.failure !== null);
    const filing = machine.filings().get(desk.filingId);
    expect([filing?.failure?.code, filing?.outgoing?.submissionId]).toEqual([
      "sync-receipt-key-changed",
      submissionId,
    ]);
  });

  it("sends each click exactly once over a network that fails at random", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    const clicks: string[] = [];
    const faults: Fault[] = [
      "drop",
      "lose-answer",
      "portal",
      { kind: "cut-request", afterBytes: 100 },
    ];
    // Park and Miller's generator: the same run every time.
    let seed = 20_261_123;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    const breakNetwork = (): void => {
      desk.network.proxy.fault = () =>
        random() % 100 < 35
          ? (faults[random() % faults.length] ?? "none")
          : "none";
    };
    for (let click = 0; click < 5; click += 1) {
      breakNetwork();
      await machine.save(desk.filingId, { street: `第${click}条街` });
      clicks.push(await machine.submit(desk.filingId));
      await machine.until(
        desk.filingId,
        (filing) => filing?.receipt?.claims.submissionId === clicks.at(-1),
      );
      desk.network.proxy.fault = () => "none";
      await desk.network.decide(desk.filingId, "return");
      await machine.until(
        desk.filingId,
        (filing) => filing?.state === "returned",
      );
    }
    expect([
      new Set(desk.network.submissionsKept().ids),
      desk.network.submissionsKept().historyCount,
      machine.filings().get(desk.filingId)?.failure,
    ]).toEqual([new Set(clicks), clicks.length, null]);
  }, 60_000);
});
