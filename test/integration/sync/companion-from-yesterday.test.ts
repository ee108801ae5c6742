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
import { underWayId } from "../../../src-main/filings/under-way.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { copyFolder } from "../../fixtures/storage/profile-faults.ts";
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import type { SeenRequest } from "./faulty-proxy.ts";
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

const changesSomething = ({ method, path }: SeenRequest): boolean =>
  ["PUT", "DELETE"].includes(method) || path.endsWith("/submissions");

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
  // An outage that nobody here noticed is looked into at the next renewal of the session.
  await vi.waitFor(() => {
    expect(machine.sync.state().connection.kind).toBe("offline");
  }, waitAtMost);
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
      { code: "sync-companion-forgot", facts: { state: "to-submit" } },
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

  it("is asked what it knows before anything that waits is sent to it", async () => {
    await machine.save(filingId);
    await machine.until(filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    await machine.save(filingId, { street: "昨晚" });
    await machine.until(filingId, isSettled);
    const { serverVersion } = machine.filings().get(filingId) ?? {};
    await network.stopApi();
    await machine.save(filingId, { street: "今天" });
    await machine.submit(filingId);
    // Whoever does not wait for the answers to these is the first.
    network.proxy.fault = ({ method }) =>
      method === "GET" ? { kind: "delay", ms: 500 } : "none";
    network.proxy.seen.length = 0;
    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    const filing = machine.filings().get(filingId);
    expect([
      network.proxy.seen.filter(changesSomething),
      filing?.content.fields.street,
      filing?.serverVersion,
      filing?.outgoing?.state,
      network.submissionsKept(),
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
    await machine.save(filingId);
    await machine.until(filingId, isSettled);
    const { serverVersion } = machine.filings().get(filingId) ?? {};
    network.proxy.fault = ({ path }) =>
      path.endsWith("/files/held") ? { kind: "delay", ms: 3000 } : "none";
    network.proxy.seen.length = 0;
    await machine.save(filingId, { street: "今天" });
    await vi.waitFor(() => {
      expect(network.proxy.seen).not.toEqual([]);
    });
    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    await vi.waitFor(() => {
      expect(machine.sync.state().transfer).toBeNull();
    }, waitAtMost);
    const filing = machine.filings().get(filingId);
    expect([
      network.proxy.seen.filter(changesSomething),
      filing?.content.fields.street,
      filing?.serverVersion,
      filing?.pending?.kind,
    ]).toEqual([[], "今天", serverVersion, "save"]);
  });

  it("that never heard of a filing does not take it from the client, who takes its contents into a new draft; its files go again", async () => {
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
    const { draftId } = await machine.startOver(filingId);
    const another = draftId ?? "";
    expect([
      machine.filings().get(another)?.state,
      machine.filings().get(another)?.content,
    ]).toEqual(["draft", sent?.content]);
    await machine.save(another);
    const submissionId = await machine.submit(another);
    await machine.until(another, isSent);
    expect([
      network.submissionsKept(),
      machine.filings().get(filingId)?.receipt,
    ]).toEqual([{ ids: [submissionId], historyCount: 1 }, sent?.receipt]);
  });

  it("that has an older version under way bars 新增, and the row goes on from that version with this machine's contents", async () => {
    await machine.save(filingId, { street: "昨天" });
    await machine.until(filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    await machine.save(filingId, { street: "今天" });
    await machine.submit(filingId);
    await machine.until(filingId, isSent);
    const { receipt } = machine.filings().get(filingId) ?? {};
    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    expect(underWayId(machine.filings().list())).toBe(filingId);

    expect(await machine.startOver(filingId)).toEqual({ draftId: null });
    await machine.until(filingId, (filing) => filing?.serverVersion === 1);
    const older = machine.filings().get(filingId);
    expect([
      older?.state,
      older?.content.fields.street,
      older?.workingCopy?.content.fields.street,
      older?.receipt,
    ]).toEqual(["to-submit", "昨天", "今天", receipt]);
    await machine.save(filingId, { street: "今天" });
    const submissionId = await machine.submit(filingId);
    await machine.until(
      filingId,
      (filing) => filing?.receipt?.claims.submissionId === submissionId,
    );
    expect(network.submissionsKept().ids).toEqual([submissionId]);
  });

  it("has also forgotten what is changed and saved on such a row", async () => {
    const yesterday = await copyCompanion("yesterday");
    await machine.save(filingId);
    await machine.until(filingId, isSettled);
    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    await machine.save(filingId, { street: "今天" });
    await machine.until(filingId, isForgotten);
    expect(machine.filings().get(filingId)?.pending?.kind).toBe("save");
  });

  it("that has an older version of it says so also where it was changed and saved on such a row", async () => {
    await machine.save(filingId, { street: "昨天" });
    await machine.until(filingId, isSettled);
    const yesterday = await copyCompanion("yesterday");
    await machine.save(filingId, { street: "昨晚" });
    await machine.until(filingId, isSettled);
    await putBack(yesterday);
    await machine.until(filingId, isForgotten);
    await machine.save(filingId, { street: "今天" });
    await machine.until(filingId, isForgotten);
    await vi.waitFor(() => {
      expect(machine.sync.state().transfer).toBeNull();
    }, waitAtMost);
    const { failure, pending, content } = machine.filings().get(filingId) ?? {};
    expect([failure, pending?.kind, content?.fields.street]).toEqual([
      { code: "sync-companion-forgot", facts: { state: "to-submit" } },
      "save",
      "今天",
    ]);
  });
});
