import { beforeEach, describe, expect, it, vi } from "vitest";
import { underWayId } from "../../../src-main/filings/under-way.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { copyFolder } from "../../fixtures/storage/profile-faults.ts";
import type { SeenRequest } from "./faulty-proxy.ts";
import { useSyncDesk } from "./sync-desk.ts";
import { waitAtMost, type Machine } from "./trial-machine.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = useSyncDesk();
let machine: Machine;
beforeEach(async () => {
  machine = await desk.start();
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

const changesSomething = ({ method, path }: SeenRequest): boolean =>
  ["PUT", "DELETE"].includes(method) || path.endsWith("/submissions");

/** The API's data as they are now, while it stands still for a moment. */
async function copyCompanion(name: string): Promise<{ putBack: () => void }> {
  await desk.network.stopApi();
  const copy = copyFolder(desk.network.dataDir, name);
  await desk.network.startApi();
  return copy;
}

function putBack(copy: { putBack: () => void }): Promise<void> {
  return desk.whileAway(machine, copy.putBack);
}

describe("an API put back from yesterday's copy", () => {
  it("gets nothing again by itself; the row says so, and is in order once the API knows it again", async () => {
    await machine.save(desk.filingId);
    await machine.until(desk.filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    const submissionId = await machine.submit(desk.filingId);
    await machine.until(desk.filingId, isSent);
    const sent = machine.filings().get(desk.filingId);
    const today = await copyCompanion("today");

    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    const { failure, ...rest } = machine.filings().get(desk.filingId) ?? {};
    expect([failure, { ...rest, failure: null }]).toEqual([
      { code: "sync-companion-forgot", facts: { state: "to-submit" } },
      sent,
    ]);
    expect(machine.sync.state().counts.attention).toBe(1);
    machine.sync.retryNow();
    await machine.until(desk.filingId, isForgotten);
    expect(desk.network.submissionsKept()).toEqual({
      ids: [],
      historyCount: 0,
    });

    await putBack(today);
    machine.sync.retryNow();
    await machine.until(desk.filingId, isSettled);
    expect(machine.filings().get(desk.filingId)).toEqual(sent);
    expect(desk.network.submissionsKept()).toEqual({
      ids: [submissionId],
      historyCount: 1,
    });
  });

  it("is asked what it knows before anything that waits is sent to it", async () => {
    await machine.save(desk.filingId);
    await machine.until(desk.filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    await machine.save(desk.filingId, { street: "昨晚" });
    await machine.until(desk.filingId, isSettled);
    const { serverVersion } = machine.filings().get(desk.filingId) ?? {};
    await desk.network.stopApi();
    await machine.save(desk.filingId, { street: "今天" });
    await machine.submit(desk.filingId);
    // Whoever does not wait for the answers to these is the first.
    desk.network.proxy.fault = ({ method }) =>
      method === "GET" ? { kind: "delay", ms: 500 } : "none";
    desk.network.proxy.seen.length = 0;
    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    const filing = machine.filings().get(desk.filingId);
    expect([
      desk.network.proxy.seen.filter(changesSomething),
      filing?.content.fields.street,
      filing?.serverVersion,
      filing?.outgoing?.state,
      desk.network.submissionsKept(),
    ]).toEqual([
      [],
      "今天",
      serverVersion,
      "queued",
      { ids: [], historyCount: 0 },
    ]);
  });

  it("is asked too where it was put back between two requests of one sending", async () => {
    const yesterday = await copyCompanion("yesterday");
    await machine.save(desk.filingId);
    await machine.until(desk.filingId, isSettled);
    const { serverVersion } = machine.filings().get(desk.filingId) ?? {};
    desk.network.proxy.fault = ({ path }) =>
      path.endsWith("/files/held") ? { kind: "delay", ms: 3000 } : "none";
    desk.network.proxy.seen.length = 0;
    await machine.save(desk.filingId, { street: "今天" });
    await vi.waitFor(() => {
      expect(desk.network.proxy.seen).not.toEqual([]);
    });
    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    await vi.waitFor(() => {
      expect(machine.sync.state().transfer).toBeNull();
    }, waitAtMost);
    const filing = machine.filings().get(desk.filingId);
    expect([
      desk.network.proxy.seen.filter(changesSomething),
      filing?.content.fields.street,
      filing?.serverVersion,
      filing?.pending?.kind,
    ]).toEqual([[], "今天", serverVersion, "save"]);
  });

  it("that never heard of a filing does not take it from the client, who takes its contents into a new draft; its files go again", async () => {
    const yesterday = await copyCompanion("yesterday");
    await machine.save(desk.filingId);
    await machine.submit(desk.filingId);
    await machine.until(desk.filingId, isSent);
    const sent = machine.filings().get(desk.filingId);

    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    expect(machine.filings().get(desk.filingId)).toEqual({
      ...sent,
      failure: { code: "sync-companion-forgot" },
    });
    const { draftId } = await machine.startOver(desk.filingId);
    const another = draftId ?? "";
    expect([
      machine.filings().get(another)?.state,
      machine.filings().get(another)?.content,
    ]).toEqual(["draft", sent?.content]);
    await machine.save(another);
    const submissionId = await machine.submit(another);
    await machine.until(another, isSent);
    expect([
      desk.network.submissionsKept(),
      machine.filings().get(desk.filingId)?.receipt,
    ]).toEqual([{ ids: [submissionId], historyCount: 1 }, sent?.receipt]);
  });

  it("that has an older version under way bars 新增, and the row goes on from that version with this machine's contents", async () => {
    await machine.save(desk.filingId, { street: "昨天" });
    await machine.until(desk.filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    await machine.save(desk.filingId, { street: "今天" });
    await machine.submit(desk.filingId);
    await machine.until(desk.filingId, isSent);
    const { receipt } = machine.filings().get(desk.filingId) ?? {};
    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    expect(underWayId(machine.filings().list())).toBe(desk.filingId);

    expect(await machine.startOver(desk.filingId)).toEqual({ draftId: null });
    await machine.until(desk.filingId, (filing) => filing?.serverVersion === 1);
    const older = machine.filings().get(desk.filingId);
    expect([
      older?.state,
      older?.content.fields.street,
      older?.workingCopy?.content.fields.street,
      older?.receipt,
    ]).toEqual(["to-submit", "昨天", "今天", receipt]);
    await machine.save(desk.filingId, { street: "今天" });
    const submissionId = await machine.submit(desk.filingId);
    await machine.until(
      desk.filingId,
      (filing) => filing?.receipt?.claims.submissionId === submissionId,
    );
    expect(desk.network.submissionsKept().ids).toEqual([submissionId]);
  });

  it("has also forgotten what is changed and saved on such a row", async () => {
    const yesterday = await copyCompanion("yesterday");
    await machine.save(desk.filingId);
    await machine.until(desk.filingId, isSettled);
    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    await machine.save(desk.filingId, { street: "今天" });
    await machine.until(desk.filingId, isForgotten);
    expect(machine.filings().get(desk.filingId)?.pending?.kind).toBe("save");
  });

  it("that has an older version of it says so also where it was changed and saved on such a row", async () => {
    await machine.save(desk.filingId, { street: "昨天" });
    await machine.until(desk.filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    await machine.save(desk.filingId, { street: "昨晚" });
    await machine.until(desk.filingId, isSettled);
    await putBack(yesterday);
    await machine.until(desk.filingId, isForgotten);
    await machine.save(desk.filingId, { street: "今天" });
    await machine.until(desk.filingId, isForgotten);
    await vi.waitFor(() => {
      expect(machine.sync.state().transfer).toBeNull();
    }, waitAtMost);
    const { failure, pending, content } =
      machine.filings().get(desk.filingId) ?? {};
    expect([failure, pending?.kind, content?.fields.street]).toEqual([
      { code: "sync-companion-forgot", facts: { state: "to-submit" } },
      "save",
      "今天",
    ]);
  });
});
