import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { documentBytes, waitAtMost, type Machine } from "./trial-machine.ts";
import { isPiece, isSave, useSyncDesk } from "./sync-desk.ts";

// Two cores are shared with whatever else runs; nothing here measures time.
vi.setConfig({ testTimeout: 60_000 });

const desk = useSyncDesk();

describe("keeping filings in step with the API", () => {
  it("saves, uploads, submits and keeps a receipt, and hears of the approval", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    const submissionId = await machine.submit(desk.filingId);
    await desk.accepted(machine);
    await desk.network.decide(desk.filingId, "approve");
    await machine.until(
      desk.filingId,
      (filing) => filing?.state === "approved",
    );
    const filing = machine.filings().get(desk.filingId);
    await vi.waitFor(() => {
      expect(machine.sync.state()).toEqual({
        connection: { kind: "online" },
        needsSignIn: false,
        counts: { draft: 0, waiting: 0, sent: 1, toSubmit: 0, attention: 0 },
        isPaused: false,
        transfer: null,
        nextTryAt: null,
      });
    }, waitAtMost);
    expect({
      receiptOf: filing?.receipt?.claims.submissionId,
      outgoing: filing?.outgoing,
      failure: filing?.failure,
      authority: filing?.approval?.authority,
      actions: filing?.history.map(({ action }) => action),
      moves: machine.moves,
      kept: desk.network.submissionsKept(),
    }).toEqual({
      receiptOf: submissionId,
      outgoing: null,
      failure: null,
      authority: "北京市商务局",
      actions: ["save", "submit", "approve"],
      moves: expect.arrayContaining([
        { filingId: desk.filingId, from: "under-review", to: "approved" },
      ]) as unknown,
      kept: { ids: [submissionId], historyCount: 1 },
    });
  });

  it("queues everything while the API is away and sends it once when it is back", async () => {
    const machine = await desk.start();
    await desk.network.stopApi();
    await machine.save(desk.filingId);
    const submissionId = await machine.submit(desk.filingId);
    await vi.waitFor(() => {
      expect(machine.sync.state()).toMatchObject({
        connection: { kind: "offline", problem: { code: "sync-offline" } },
        counts: { waiting: 1 },
        nextTryAt: expect.any(String) as unknown,
      });
    }, waitAtMost);
    expect(machine.filings().get(desk.filingId)?.outgoing?.state).toBe(
      "queued",
    );
    await desk.network.startApi();
    await desk.accepted(machine);
    expect(desk.network.submissionsKept()).toEqual({
      ids: [submissionId],
      historyCount: 1,
    });
  });

  it("does not take its own earlier save for somebody else's", async () => {
    const machine = await desk.start();
    desk.strikeOnce(isSave, "lose-answer");
    const loses = vi.waitFor(() => {
      expect(desk.network.proxy.seen.some(isSave)).toBe(true);
    }, waitAtMost);
    await machine.save(desk.filingId);
    await loses;
    await machine.save(desk.filingId, { street: "科创街" });
    await machine.until(desk.filingId, (filing) => filing?.pending === null);
    const filing = machine.filings().get(desk.filingId);
    expect([
      filing?.failure,
      filing?.serverRecord?.content.fields.street,
    ]).toEqual([null, "科创街"]);
  });

  it("resumes an upload at the byte where the network broke, also after a restart", async () => {
    const first = await desk.start();
    let isBroken = false;
    desk.network.proxy.fault = (request) => {
      if (!isPiece(request) || request.announcedBytes < documentBytes)
        return "none";
      if (isBroken) return "drop";
      isBroken = true;
      return { kind: "cut-request", afterBytes: 150_000 };
    };
    await first.save(desk.filingId);
    await vi.waitFor(() => {
      expect(isBroken).toBe(true);
      expect(first.sync.state().connection.kind).toBe("offline");
    }, waitAtMost);
    await desk.stop(first);
    desk.network.proxy.fault = () => "none";
    const before = desk.network.proxy.seen.length;
    const second = await desk.start(first.profile);
    await second.until(desk.filingId, (filing) => filing?.pending === null);
    const pieces = desk.network.proxy.seen.slice(before).filter(isPiece);
    const resumed = pieces.filter(({ uploadOffset }) => uploadOffset !== "0");
    const offset = Number(resumed[0]?.uploadOffset);
    expect([
      resumed.length,
      offset > 0 && offset <= 150_000,
      (resumed[0]?.bodyBytes ?? 0) + offset,
    ]).toEqual([1, true, documentBytes]);
  });

  it("sends the same bytes once, however many rows and filings name them", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    const uploads = desk.network.proxy.seen.filter(isPiece).length;
    await machine.save(desk.filingId, { street: "科创街" });
    await machine.until(desk.filingId, (filing) => filing?.pending === null);
    expect(desk.network.proxy.seen.filter(isPiece)).toHaveLength(uploads);
  });

  it("asks for a sign-in on 401 and goes on with it", async () => {
    const machine = await desk.start();
    desk.strikeOnce(isSave, "unauthorised");
    await machine.save(desk.filingId);
    await vi.waitFor(() => {
      expect([
        machine.sync.state(),
        machine.parts.session.state(),
      ]).toMatchObject([
        { needsSignIn: true, counts: { waiting: 1 }, nextTryAt: null },
        { kind: "signed-in", isConfirmedByCompanion: false },
      ]);
    }, waitAtMost);
    await machine.signIn();
    await machine.until(desk.filingId, (filing) => filing?.pending === null);
    expect([
      machine.sync.state().needsSignIn,
      machine.filings().get(desk.filingId)?.failure,
    ]).toEqual([false, null]);
  });

  it("does not take a network's sign-in page for the API, and goes on behind it", async () => {
    const machine = await desk.start();
    desk.network.proxy.fault = () => "portal";
    await machine.save(desk.filingId);
    await vi.waitFor(() => {
      expect(machine.sync.state().connection).toEqual({
        kind: "offline",
        problem: { code: "sync-not-the-companion" },
      });
    }, waitAtMost);
    expect(machine.filings().get(desk.filingId)?.pending?.kind).toBe("save");
    desk.network.proxy.fault = () => "none";
    await machine.until(desk.filingId, (filing) => filing?.pending === null);
  });

  it("keeps the second machine's new filing as a marked draft", async () => {
    const one = await desk.start();
    const other = await desk.start();
    const ids = new Map([
      [one, randomUUID()],
      [other, randomUUID()],
    ]);
    await desk.network.stopApi();
    for (const [machine, id] of ids) await machine.save(id);
    await desk.network.startApi();
    const isMarked = (machine: Machine): boolean =>
      machine.filings().get(ids.get(machine) ?? "")?.failure?.code !==
      undefined;
    await vi.waitFor(() => {
      expect([one, other].some(isMarked)).toBe(true);
    }, waitAtMost);
    const [late, early] = isMarked(one) ? [one, other] : [other, one];
    const filing = late.filings().get(ids.get(late) ?? "");
    expect([filing?.state, filing?.pending, filing?.failure]).toEqual([
      "draft",
      null,
      { code: "application-under-way", facts: { filingId: ids.get(early) } },
    ]);
  });

  it("keeps both sides of a filing that two machines changed", async () => {
    const one = await desk.start();
    const other = await desk.start();
    await desk.saved(one);
    await other.until(desk.filingId, (filing) => filing !== null);
    await desk.network.stopApi();
    await one.save(desk.filingId, { street: "第一台" });
    await other.save(desk.filingId, { street: "第二台" });
    await desk.network.startApi();
    const isMarked = (machine: Machine): boolean =>
      machine.filings().get(desk.filingId)?.failure?.code !== undefined;
    await vi.waitFor(() => {
      expect([one, other].some(isMarked)).toBe(true);
    }, waitAtMost);
    const [late, streets] = isMarked(one)
      ? [one, ["第一台", "第二台"]]
      : [other, ["第二台", "第一台"]];
    const filing = late.filings().get(desk.filingId);
    expect([
      filing?.failure?.code,
      filing?.content.fields.street,
      filing?.serverRecord?.content.fields.street,
    ]).toEqual(["filing-version-conflict", ...streets]);
  });

  it("deletes at the API once, also when the answer is lost", async () => {
    const machine = await desk.start();
    await desk.saved(machine);
    const fault = desk.strikeOnce(
      ({ method }) => method === "DELETE",
      "lose-answer",
    );
    machine.filings().delete(desk.filingId);
    machine.sync.nudge();
    await machine.until(desk.filingId, (filing) => filing === null);
    expect(fault.hasStruck()).toBe(true);
  });
});
