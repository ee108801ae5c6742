import { describe, expect, it, vi } from "vitest";
import type { SeenRequest } from "./faulty-proxy.ts";
import { isSubmit, useSyncDesk } from "./sync-desk.ts";
import { waitAtMost, type Machine } from "./trial-machine.ts";

// Two cores are shared with whatever else runs; nothing here measures time.
vi.setConfig({ testTimeout: 60_000 });

const desk = useSyncDesk();

const isWithdrawal = ({ method, path }: SeenRequest): boolean =>
  method === "DELETE" && path.startsWith("/v1/submissions/");
const isOnItsWay = (machine: Machine): Promise<void> =>
  machine.until(
    desk.filingId,
    (filing) => filing?.outgoing?.state === "sending",
  );

describe("取消发送 over the network", () => {
  it("cancels what has not arrived, and says so where it has", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    desk.network.proxy.fault = (request) =>
      isSubmit(request) ? "drop" : "none";
    await machine.submit(desk.filingId);
    await machine.until(
      desk.filingId,
      (filing) => filing?.outgoing?.state === "sending",
    );
    await machine.cancelSending(desk.filingId);
    expect(machine.filings().get(desk.filingId)?.outgoing).toBeNull();
    desk.strikeOnce(isSubmit, "lose-answer");
    const submissionId = await machine.submit(desk.filingId);
    await vi.waitFor(() => {
      expect(desk.network.submissionsKept().ids).toEqual([submissionId]);
    }, waitAtMost);
    await machine.cancelSending(desk.filingId).catch((error: unknown) => {
      expect(error).toMatchObject({
        problem: {
          code: expect.stringMatching(
            /^submission-(already-sent|unknown)$/,
          ) as unknown,
        },
      });
    });
    await machine.until(desk.filingId, (filing) => filing?.receipt !== null);
    expect(machine.filings().get(desk.filingId)?.state).toBe("under-review");
  });

  it("still sends what could not be cancelled because nobody could say whether it arrived", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    desk.network.proxy.fault = (request) =>
      isSubmit(request) ? "drop" : "none";
    const submissionId = await machine.submit(desk.filingId);
    await machine.until(
      desk.filingId,
      (filing) => filing?.outgoing?.state === "sending",
    );
    desk.network.proxy.fault = () => "drop";
    const refusals = await Promise.all(
      [1, 2].map(() =>
        machine.cancelSending(desk.filingId).catch((error: unknown) => error),
      ),
    );
    desk.network.proxy.fault = () => "none";
    await desk.accepted(machine);
    expect([refusals, desk.network.submissionsKept().ids]).toMatchObject([
      [
        { problem: { code: "sync-offline" } },
        { problem: { code: "sync-offline" } },
      ],
      [submissionId],
    ]);
  });

  it("keeps out what a network hands over after it was cancelled, and sends the next click", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    const handedOver = Promise.withResolvers<undefined>();
    let held = 0;
    desk.network.proxy.fault = (request) => {
      if (!isSubmit(request)) return "none";
      held += 1;
      return held === 1
        ? { kind: "hold-back", until: handedOver.promise }
        : "drop";
    };
    await machine.submit(desk.filingId);
    await isOnItsWay(machine);
    await machine.cancelSending(desk.filingId);
    handedOver.resolve(undefined);
    await desk.network.proxy.arrived();
    expect(desk.network.submissionsKept()).toEqual({
      ids: [],
      historyCount: 0,
    });
    desk.network.proxy.fault = () => "none";
    const submissionId = await machine.submit(desk.filingId);
    await desk.accepted(machine);
    expect(desk.network.submissionsKept().ids).toEqual([submissionId]);
  });

  it("goes back to editing by itself where the answer to the cancelling is lost", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    desk.network.proxy.fault = (request) =>
      isSubmit(request) ? "drop" : "none";
    await machine.submit(desk.filingId);
    await isOnItsWay(machine);
    desk.network.proxy.fault = (request) => {
      if (isWithdrawal(request)) return "lose-answer";
      return isSubmit(request) ? "drop" : "none";
    };
    await expect(machine.cancelSending(desk.filingId)).rejects.toMatchObject({
      problem: { code: "sync-offline" },
    });
    desk.network.proxy.fault = () => "none";
    await machine.until(
      desk.filingId,
      (filing) => filing?.outgoing === null && filing.failure === null,
    );
    expect([
      machine.filings().get(desk.filingId)?.state,
      desk.network.submissionsKept().ids,
    ]).toEqual(["to-submit", []]);
  });
});
