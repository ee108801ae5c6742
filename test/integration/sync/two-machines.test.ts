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
import { carryOverTarget } from "../../../src-main/filings/carry-over-target.ts";
import { contentDigest } from "../../../src-main/filings/content-digest.ts";
import { findConflict } from "../../../src-main/filings/decide-conflict.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import { isSubmit } from "./sync-desk.ts";
import { startMachine, waitAtMost, type Machine } from "./trial-machine.ts";
import { startTrialNetwork, type TrialNetwork } from "./trial-network.ts";

// Two cores are shared with whatever else runs; nothing here measures time.
vi.setConfig({ testTimeout: 120_000 });

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

async function start(profile?: string): Promise<Machine> {
  const machine = startMachine(trial, network.proxy.origin, profile);
  machines.push(machine);
  await machine.signIn();
  return machine;
}

/** Two machines of one enterprise that both hold this filing as the API does. */
async function startPair(): Promise<readonly [Machine, Machine]> {
  const here = await start();
  const there = await start();
  await here.save(filingId);
  await here.until(filingId, isSettled);
  await there.until(filingId, (filing) => filing !== null);
  return [here, there];
}

/** Something done without the API, by a machine that is then switched off: the other one comes first. */
async function doAway(machine: Machine, work: () => unknown): Promise<string> {
  await network.stopApi();
  await work();
  machines = machines.filter((each) => each !== machine);
  await machine.close();
  await network.startApi();
  return machine.profile;
}

function remove(machine: Machine): void {
  machine.filings().delete(filingId);
  machine.sync.nudge();
}

function decide(
  machine: Machine,
  decision: Parameters<ReturnType<Machine["filings"]>["decideConflict"]>[0],
): void {
  machine.filings().decideConflict(decision);
  machine.sync.nudge();
}

const isSettled = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.pending === null && filing.failure === null;
const isMarked = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.failure !== null;
const isGone = (filing: LocalFiling | null): boolean => filing === null;
const isRemoved = (filing: LocalFiling | null): boolean =>
  filing?.failure?.code === "filing-removed";
const street = (filing: LocalFiling | null): string | undefined =>
  filing?.content.fields.street;
const filingOn = (machine: Machine): LocalFiling => {
  const filing = machine.filings().get(filingId);
  if (filing === null) throw new Error("the filing is gone");
  return filing;
};

describe("one filing changed on two machines", () => {
  it("shows both sides field by field, and what the clerk chose of each arrives everywhere", async () => {
    const [here, there] = await startPair();
    const profile = await doAway(here, () =>
      here.save(filingId, { street: "这里", contactName: "这里的人" }),
    );
    await there.save(filingId, { street: "那里", contactPosition: "经理" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(filingId, isMarked);
    const conflict = findConflict(filingOn(back));
    if (conflict?.kind !== "changed-here") throw new Error("no conflict");
    const { mine, theirs, base, differing, canSave } = conflict;
    expect({
      differing,
      canSave,
      streets: [mine, theirs, { content: base }].map(
        (side) => side.content?.fields.street,
      ),
    }).toEqual({
      differing: ["street", "contactName", "contactPosition"],
      canSave: true,
      streets: ["这里", "那里", "荣华中路"],
    });
    const fields = { ...theirs.content.fields, contactName: "这里的人" };
    decide(back, {
      kind: "save",
      filingId,
      theirVersion: theirs.version,
      content: { ...theirs.content, fields },
    });
    await back.until(filingId, isSettled);
    const isMerged = (filing: LocalFiling | null): boolean =>
      filing?.content.fields.contactName === "这里的人";
    await there.until(filingId, isMerged);
    expect(
      [back, there].map((machine) => {
        const { street, contactName, contactPosition } =
          filingOn(machine).content.fields;
        return [street, contactName, contactPosition];
      }),
    ).toEqual([
      ["那里", "这里的人", "经理"],
      ["那里", "这里的人", "经理"],
    ]);
  });

  it("keeps what was changed here until the clerk has seen that the other machine submitted", async () => {
    const [here, there] = await startPair();
    const profile = await doAway(here, () =>
      here.save(filingId, { street: "这里" }),
    );
    await there.submit(filingId);
    await there.until(filingId, (filing) => filing?.state === "under-review");
    const back = await start(profile);
    await back.until(filingId, isMarked);
    const conflictOf = () => findConflict(filingOn(back));
    expect(conflictOf()).toMatchObject({
      kind: "changed-here",
      mine: { content: { fields: { street: "这里" } } },
      theirs: { state: "under-review" },
      canSave: false,
    });
    await network.decide(filingId, "return");
    await back.until(
      filingId,
      (filing) => filing?.serverRecord?.state === "returned",
    );
    const conflict = conflictOf();
    if (conflict?.kind !== "changed-here") throw new Error("no conflict");
    expect([conflict.canSave, street(filingOn(back))]).toEqual([true, "这里"]);
    decide(back, {
      kind: "save",
      filingId,
      theirVersion: conflict.theirs.version,
      content: conflict.mine.content,
    });
    await back.until(filingId, isSettled);
    await there.until(filingId, (filing) => street(filing) === "这里");
    expect([filingOn(back).state, filingOn(there).state]).toEqual([
      "to-submit",
      "to-submit",
    ]);
  });

  it("does not send what was signed here on a version that the other machine has moved on", async () => {
    const [here, there] = await startPair();
    const profile = await doAway(here, async () => {
      await here.submit(filingId);
    });
    await there.save(filingId, { street: "那里" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(filingId, isMarked);
    expect([
      filingOn(back).failure?.code,
      network.submissionsKept().ids,
    ]).toEqual(["submission-base-moved", []]);
    await back.cancelSending(filingId);
    await back.submit(filingId);
    await back.until(filingId, (filing) => filing?.state === "under-review");
    expect(street(filingOn(back))).toBe("那里");
  });
});

describe("a filing deleted on one machine and changed on the other", () => {
  it("is shown to the clerk who deleted, and goes when that is confirmed", async () => {
    const [here, there] = await startPair();
    const profile = await doAway(here, () => remove(here));
    await there.save(filingId, { street: "那里" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(filingId, isMarked);
    const conflict = findConflict(filingOn(back));
    expect(conflict).toMatchObject({
      kind: "deleted-here",
      theirs: { content: { fields: { street: "那里" } } },
      canDelete: true,
    });
    decide(back, {
      kind: "delete-anyway",
      filingId,
      theirVersion: conflict?.theirs.version ?? 0,
    });
    for (const machine of [back, there])
      await machine.until(filingId, (filing) => filing === null);
  });

  it("stays as the other machine has it when the clerk who deleted keeps that", async () => {
    const [here, there] = await startPair();
    const profile = await doAway(here, () => remove(here));
    await there.save(filingId, { street: "那里" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(filingId, isMarked);
    const { version } = filingOn(back).serverRecord ?? { version: 0 };
    decide(back, { kind: "keep-theirs", filingId, theirVersion: version });
    expect([
      isSettled(filingOn(back)),
      filingOn(back).state,
      street(filingOn(back)),
    ]).toEqual([true, "to-submit", "那里"]);
    expect(street(filingOn(there))).toBe("那里");
  });

  it.each(["before", "after"] as const)(
    "goes on in one draft where its form is open, first typed in %s the deletion came",
    async (when) => {
      const [here, there] = await startPair();
      const opened = filingOn(here).content;
      const type = (text: string): void => {
        const fields = { ...opened.fields, street: text };
        const content = { ...opened, fields };
        here.filings().keep(filingId, content, contentDigest(opened));
      };
      if (when === "before") type("一");
      remove(there);
      await here.until(filingId, when === "before" ? isRemoved : isGone);
      type("二");
      const drafts = here.filings().list();
      expect(drafts.map((each) => [each.id, each.state, street(each)])).toEqual(
        [[filingId, "draft", "二"]],
      );
      const anew = await here.save(filingId, { street: "二" });
      await here.until(anew, isSettled);
      await there.until(anew, (filing) => street(filing) === "二");
      expect(here.filings().list()).toHaveLength(1);
    },
  );

  it.each(["queued", "sending"] as const)(
    "leaves a submission that is %s here as a draft once its sending is cancelled, and that can be submitted",
    async (stage) => {
      const [here, there] = await startPair();
      if (stage === "queued") here.sync.pause();
      else
        network.proxy.fault = (request) =>
          isSubmit(request) ? "drop" : "none";
      await here.submit(filingId);
      await here.until(filingId, (filing) => filing?.outgoing?.state === stage);
      remove(there);
      await here.until(filingId, isMarked);
      network.proxy.fault = () => "none";
      here.sync.resume();
      await here.cancelSending(filingId);
      expect(here.filings().list()).toMatchObject([
        { id: filingId, state: "draft", failure: { code: "filing-removed" } },
      ]);
      const anew = await here.save(filingId, { street: "核对" });
      await here.until(anew, isSettled);
      await here.submit(anew);
      await there.until(anew, (filing) => filing?.state === "under-review");
    },
  );

  it("gives a draft whose id the API has removed another one at the next 保存信息", async () => {
    const [here, there] = await startPair();
    const { content } = filingOn(here);
    remove(there);
    await here.until(filingId, isGone);
    // Brought back without anybody knowing of the deletion: from a backup, or after 30 days of rescue.
    here.filings().keep(filingId, content);
    await here.save(filingId);
    await here.until(filingId, isRemoved);
    const anew = await here.save(filingId, { street: "核对" });
    await here.until(anew, isSettled);
  });

  it("leaves what was changed here as a draft of its own when the deletion came first", async () => {
    const [here, there] = await startPair();
    const profile = await doAway(here, () =>
      here.save(filingId, { street: "这里" }),
    );
    remove(there);
    await there.until(filingId, (filing) => filing === null);
    const back = await start(profile);
    await back.until(filingId, isRemoved);
    const [draft, ...others] = back.filings().list();
    expect([draft?.state, street(draft ?? null), others]).toEqual([
      "draft",
      "这里",
      [],
    ]);
    const anew = await back.save(filingId, { street: "这里" });
    await back.until(anew, isSettled);
    await there.until(anew, (filing) => street(filing) === "这里");
  });
});

describe("two new filings made on two machines without the API", () => {
  it("leaves the second a marked draft whose submission does not wait any more", async () => {
    const here = await start();
    const there = await start();
    const secondId = randomUUID();
    const profile = await doAway(here, async () => {
      await here.save(secondId, { street: "这里" });
      await here.submit(secondId);
    });
    await there.save(filingId, { street: "那里" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(secondId, isMarked);
    const second = back.filings().get(secondId);
    expect({
      state: second?.state,
      pending: second?.pending,
      outgoing: second?.outgoing,
      failure: second?.failure,
      street: street(second),
      kept: network.submissionsKept().ids,
    }).toEqual({
      state: "draft",
      pending: null,
      outgoing: null,
      failure: { code: "application-under-way", facts: { filingId } },
      street: "这里",
      kept: [],
    });
    await vi.waitFor(() => {
      expect(back.sync.state().counts.waiting).toBe(0);
    }, waitAtMost);
  });

  it("can carry the draft's fields over into the first, and the draft stays", async () => {
    const here = await start();
    const there = await start();
    const secondId = randomUUID();
    const profile = await doAway(here, () =>
      here.save(secondId, { street: "这里" }),
    );
    await there.save(filingId, { street: "那里" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(secondId, isMarked);
    await back.until(filingId, isSettled);
    const filings = back.filings();
    const draft = filings.get(secondId);
    if (draft === null) throw new Error("the draft is gone");
    const target = carryOverTarget(draft, filings.list());
    expect(target?.id).toBe(filingId);
    filings.keep(filingId, draft.content);
    expect([
      filingOn(back).workingCopy?.content.fields.street,
      street(filingOn(back)),
      street(filings.get(secondId)),
    ]).toEqual(["这里", "那里", "这里"]);
  });

  it("lets the second go once the first is gone", async () => {
    const here = await start();
    const there = await start();
    const secondId = randomUUID();
    const profile = await doAway(here, () =>
      here.save(secondId, { street: "这里" }),
    );
    await there.save(filingId, { street: "那里" });
    await there.until(filingId, isSettled);
    const back = await start(profile);
    await back.until(secondId, isMarked);
    remove(there);
    await back.until(filingId, (filing) => filing === null);
    await back.save(secondId, { street: "这里" });
    await back.submit(secondId);
    await there.until(secondId, (filing) => filing?.state === "under-review");
    expect(street(there.filings().get(secondId))).toBe("这里");
  });
});
