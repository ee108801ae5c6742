import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
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
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import type { Fault, SeenRequest } from "./faulty-proxy.ts";
import {
  documentBytes,
  startMachine,
  waitAtMost,
  type Machine,
} from "./trial-machine.ts";
import { startTrialNetwork, type TrialNetwork } from "./trial-network.ts";

// Two cores are shared with whatever else runs; nothing here measures time.
vi.setConfig({ testTimeout: 60_000 });

describe("keeping filings in step with the API", () => {
  let trial: Trial;
  let network: TrialNetwork;
  let filingId: string;
  let machines: Machine[] = [];

  beforeAll(async () => {
    trial = await beginTrial();
  }, 60_000);
  afterAll(() => {
    trial.end();
  });
  beforeEach(async () => {
    network = await startTrialNetwork(trial);
    filingId = randomUUID();
  });
  afterEach(async () => {
    const closing = machines.map((machine) => machine.close());
    machines = [];
    await Promise.all(closing);
    await network.close();
  });

  const start = async (profile?: string): Promise<Machine> => {
    const machine = startMachine(trial, network.proxy.origin, profile);
    machines.push(machine);
    await machine.signIn();
    return machine;
  };
  const stop = async (machine: Machine): Promise<void> => {
    machines = machines.filter((each) => each !== machine);
    await machine.close();
  };
  /** The fault strikes the first request that fits, and only that one. */
  const strikeOnce = (
    fits: (request: SeenRequest) => boolean,
    fault: Fault,
  ): { hasStruck: () => boolean } => {
    let hasStruck = false;
    network.proxy.fault = (request) => {
      if (hasStruck || !fits(request)) return "none";
      hasStruck = true;
      return fault;
    };
    return { hasStruck: () => hasStruck };
  };
  const isSubmit = ({ method, path }: SeenRequest): boolean =>
    method === "POST" && path.endsWith("/submissions");
  const isSave = ({ method }: SeenRequest): boolean => method === "PUT";
  const isPiece = ({ method }: SeenRequest): boolean => method === "PATCH";
  const saved = async (machine: Machine): Promise<void> => {
    await machine.save(filingId);
    await machine.until(filingId, (filing) => filing?.pending === null);
  };
  const accepted = (machine: Machine): Promise<void> =>
    machine.until(filingId, (filing) => filing?.state === "under-review");

  it("saves, uploads, submits and keeps a receipt, and hears of the approval", async () => {
    const machine = await start();
    await saved(machine);
    const submissionId = await machine.submit(filingId);
    await accepted(machine);
    await network.decide(filingId, "approve");
    await machine.until(filingId, (filing) => filing?.state === "approved");
    const filing = machine.filings().get(filingId);
    await vi.waitFor(() => {
      expect(machine.sync.state()).toEqual({
        connection: { kind: "online" },
        needsSignIn: false,
        counts: { draft: 0, waiting: 0, sent: 1, attention: 0 },
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
      kept: network.submissionsKept(),
    }).toEqual({
      receiptOf: submissionId,
      outgoing: null,
      failure: null,
      authority: "北京市商务局",
      actions: ["save", "submit", "approve"],
      moves: expect.arrayContaining([
        { filingId, from: "under-review", to: "approved" },
      ]) as unknown,
      kept: { ids: [submissionId], historyCount: 1 },
    });
  });

  it("queues everything while the API is away and sends it once when it is back", async () => {
    const machine = await start();
    await network.stopApi();
    await machine.save(filingId);
    const submissionId = await machine.submit(filingId);
    await vi.waitFor(() => {
      expect(machine.sync.state()).toMatchObject({
        connection: { kind: "offline", problem: { code: "sync-offline" } },
        counts: { waiting: 1 },
        nextTryAt: expect.any(String) as unknown,
      });
    }, waitAtMost);
    expect(machine.filings().get(filingId)?.outgoing?.state).toBe("queued");
    await network.startApi();
    await accepted(machine);
    expect(network.submissionsKept()).toEqual({
      ids: [submissionId],
      historyCount: 1,
    });
  });

  it("sends once when the answer to the submission is lost after the API took it", async () => {
    const machine = await start();
    await saved(machine);
    const fault = strikeOnce(isSubmit, "lose-answer");
    const submissionId = await machine.submit(filingId);
    await accepted(machine);
    await machine.until(filingId, (filing) => filing?.receipt !== null);
    expect([
      fault.hasStruck(),
      machine.filings().get(filingId)?.receipt?.claims.submissionId,
      network.submissionsKept(),
    ]).toEqual([true, submissionId, { ids: [submissionId], historyCount: 1 }]);
  });

  it("sends once when client and API are stopped right after the request left", async () => {
    const first = await start();
    await saved(first);
    strikeOnce(isSubmit, "lose-answer");
    const submissionId = await first.submit(filingId);
    await vi.waitFor(() => {
      expect(network.submissionsKept().ids).toEqual([submissionId]);
    }, waitAtMost);
    await Promise.all([stop(first), network.stopApi()]);
    await network.startApi();
    const second = await start(first.profile);
    await second.until(filingId, (filing) => filing?.receipt !== null);
    expect([
      second.filings().get(filingId)?.outgoing,
      network.submissionsKept(),
    ]).toEqual([null, { ids: [submissionId], historyCount: 1 }]);
  });

  it("does not take its own earlier save for somebody else's", async () => {
    const machine = await start();
    strikeOnce(isSave, "lose-answer");
    const loses = vi.waitFor(() => {
      expect(network.proxy.seen.some(isSave)).toBe(true);
    }, waitAtMost);
    await machine.save(filingId);
    await loses;
    await machine.save(filingId, { street: "科创街" });
    await machine.until(filingId, (filing) => filing?.pending === null);
    const filing = machine.filings().get(filingId);
    expect([
      filing?.failure,
      filing?.serverRecord?.content.fields.street,
    ]).toEqual([null, "科创街"]);
  });

  it("resumes an upload at the byte where the network broke, also after a restart", async () => {
    const first = await start();
    let isBroken = false;
    network.proxy.fault = (request) => {
      if (!isPiece(request) || request.announcedBytes < documentBytes)
        return "none";
      if (isBroken) return "drop";
      isBroken = true;
      return { kind: "cut-request", afterBytes: 150_000 };
    };
    await first.save(filingId);
    await vi.waitFor(() => {
      expect(isBroken).toBe(true);
      expect(first.sync.state().connection.kind).toBe("offline");
    }, waitAtMost);
    await stop(first);
    network.proxy.fault = () => "none";
    const before = network.proxy.seen.length;
    const second = await start(first.profile);
    await second.until(filingId, (filing) => filing?.pending === null);
    const pieces = network.proxy.seen.slice(before).filter(isPiece);
    const resumed = pieces.filter(({ uploadOffset }) => uploadOffset !== "0");
    const offset = Number(resumed[0]?.uploadOffset);
    expect([
      resumed.length,
      offset > 0 && offset <= 150_000,
      (resumed[0]?.bodyBytes ?? 0) + offset,
    ]).toEqual([1, true, documentBytes]);
  });

  it("sends the same bytes once, however many rows and filings name them", async () => {
    const machine = await start();
    await saved(machine);
    const uploads = network.proxy.seen.filter(isPiece).length;
    await machine.save(filingId, { street: "科创街" });
    await machine.until(filingId, (filing) => filing?.pending === null);
    expect(network.proxy.seen.filter(isPiece)).toHaveLength(uploads);
  });

  it("asks for a sign-in on 401 and goes on with it", async () => {
    const machine = await start();
    strikeOnce(isSave, "unauthorised");
    await machine.save(filingId);
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
    await machine.until(filingId, (filing) => filing?.pending === null);
    expect([
      machine.sync.state().needsSignIn,
      machine.filings().get(filingId)?.failure,
    ]).toEqual([false, null]);
  });

  it("does not take a network's sign-in page for the API, and goes on behind it", async () => {
    const machine = await start();
    network.proxy.fault = () => "portal";
    await machine.save(filingId);
    await vi.waitFor(() => {
      expect(machine.sync.state().connection).toEqual({
        kind: "offline",
        problem: { code: "sync-not-the-companion" },
      });
    }, waitAtMost);
    expect(machine.filings().get(filingId)?.pending?.kind).toBe("save");
    network.proxy.fault = () => "none";
    await machine.until(filingId, (filing) => filing?.pending === null);
  });

  it("keeps the second machine's new filing as a marked draft", async () => {
    const one = await start();
    const other = await start();
    const ids = new Map([
      [one, randomUUID()],
      [other, randomUUID()],
    ]);
    await network.stopApi();
    for (const [machine, id] of ids) await machine.save(id);
    await network.startApi();
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
    const one = await start();
    const other = await start();
    await saved(one);
    await other.until(filingId, (filing) => filing !== null);
    await network.stopApi();
    await one.save(filingId, { street: "第一台" });
    await other.save(filingId, { street: "第二台" });
    await network.startApi();
    const isMarked = (machine: Machine): boolean =>
      machine.filings().get(filingId)?.failure?.code !== undefined;
    await vi.waitFor(() => {
      expect([one, other].some(isMarked)).toBe(true);
    }, waitAtMost);
    const [late, streets] = isMarked(one)
      ? [one, ["第一台", "第二台"]]
      : [other, ["第二台", "第一台"]];
    const filing = late.filings().get(filingId);
    expect([
      filing?.failure?.code,
      filing?.content.fields.street,
      filing?.serverRecord?.content.fields.street,
    ]).toEqual(["filing-version-conflict", ...streets]);
  });

  it("fetches and judges the receipt of what another machine submitted", async () => {
    const one = await start();
    const other = await start();
    await saved(one);
    const submissionId = await one.submit(filingId);
    await other.until(
      filingId,
      (filing) => filing?.receipt !== null && filing !== null,
    );
    expect(other.filings().get(filingId)?.receipt?.claims.submissionId).toBe(
      submissionId,
    );
  });

  it("does not accept a receipt by a key that was not there at first use", async () => {
    const machine = await start();
    await saved(machine);
    await machine.submit(filingId);
    await accepted(machine);
    await network.decide(filingId, "return");
    await machine.until(filingId, (filing) => filing?.state === "returned");
    await network.stopApi();
    rmSync(join(network.dataDir, "receipt-key.pem"));
    await network.startApi();
    const submissionId = await machine.submit(filingId);
    await machine.until(filingId, (filing) => filing?.failure !== null);
    const filing = machine.filings().get(filingId);
    expect([filing?.failure?.code, filing?.outgoing?.submissionId]).toEqual([
      "sync-receipt-key-changed",
      submissionId,
    ]);
  });

  it("cancels what has not arrived, and says so where it has", async () => {
    const machine = await start();
    await saved(machine);
    network.proxy.fault = (request) => (isSubmit(request) ? "drop" : "none");
    await machine.submit(filingId);
    await machine.until(
      filingId,
      (filing) => filing?.outgoing?.state === "sending",
    );
    await machine.cancelSending(filingId);
    expect(machine.filings().get(filingId)?.outgoing).toBeNull();
    strikeOnce(isSubmit, "lose-answer");
    const submissionId = await machine.submit(filingId);
    await vi.waitFor(() => {
      expect(network.submissionsKept().ids).toEqual([submissionId]);
    }, waitAtMost);
    await machine.cancelSending(filingId).catch((error: unknown) => {
      expect(error).toMatchObject({
        problem: {
          code: expect.stringMatching(
            /^submission-(already-sent|unknown)$/,
          ) as unknown,
        },
      });
    });
    await machine.until(filingId, (filing) => filing?.receipt !== null);
    expect(machine.filings().get(filingId)?.state).toBe("under-review");
  });

  it("still sends what could not be cancelled because nobody could say whether it arrived", async () => {
    const machine = await start();
    await saved(machine);
    network.proxy.fault = (request) => (isSubmit(request) ? "drop" : "none");
    const submissionId = await machine.submit(filingId);
    await machine.until(
      filingId,
      (filing) => filing?.outgoing?.state === "sending",
    );
    network.proxy.fault = () => "drop";
    const refusals = await Promise.all(
      [1, 2].map(() =>
        machine.cancelSending(filingId).catch((error: unknown) => error),
      ),
    );
    network.proxy.fault = () => "none";
    await accepted(machine);
    expect([refusals, network.submissionsKept().ids]).toMatchObject([
      [
        { problem: { code: "sync-offline" } },
        { problem: { code: "sync-offline" } },
      ],
      [submissionId],
    ]);
  });

  it("deletes at the API once, also when the answer is lost", async () => {
    const machine = await start();
    await saved(machine);
    const fault = strikeOnce(
      ({ method }) => method === "DELETE",
      "lose-answer",
    );
    machine.filings().delete(filingId);
    machine.sync.nudge();
    await machine.until(filingId, (filing) => filing === null);
    expect(fault.hasStruck()).toBe(true);
  });

  it("sends each click exactly once over a network that fails at random", async () => {
    const machine = await start();
    await saved(machine);
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
      network.proxy.fault = () =>
        random() % 100 < 35
          ? (faults[random() % faults.length] ?? "none")
          : "none";
    };
    for (let click = 0; click < 5; click += 1) {
      breakNetwork();
      await machine.save(filingId, { street: `第${click}条街` });
      clicks.push(await machine.submit(filingId));
      await machine.until(
        filingId,
        (filing) => filing?.receipt?.claims.submissionId === clicks.at(-1),
      );
      network.proxy.fault = () => "none";
      await network.decide(filingId, "return");
      await machine.until(filingId, (filing) => filing?.state === "returned");
    }
    expect([
      new Set(network.submissionsKept().ids),
      network.submissionsKept().historyCount,
      machine.filings().get(filingId)?.failure,
    ]).toEqual([new Set(clicks), clicks.length, null]);
  }, 60_000);
});
