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
import { findConflict } from "../../../src-main/filings/decide-conflict.ts";
import type { FilingConflict } from "../../../src-shared/filings/filing-conflict.ts";
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import { startMachine, type Machine } from "./trial-machine.ts";
import { startTrialNetwork, type TrialNetwork } from "./trial-network.ts";

// Two cores are shared with whatever else runs; nothing here measures time.
vi.setConfig({ testTimeout: 90_000 });

describe("one filing on two machines", () => {
  let trial: Trial;
  let network: TrialNetwork;
  let filingId: string;
  let here: Machine;
  let there: Machine;

  beforeAll(async () => {
    trial = await beginTrial();
  }, 60_000);
  afterAll(() => {
    trial.end();
  });
  beforeEach(async () => {
    network = await startTrialNetwork(trial);
    filingId = randomUUID();
    here = await start();
    there = await start();
    await here.save(filingId, { businessScope: "began" });
    await settled(here);
    await there.until(filingId, (filing) => filing?.serverVersion === 1);
  });
  afterEach(async () => {
    await Promise.all([here.close(), there.close()]);
    await network.close();
  });

  const start = async (profile?: string): Promise<Machine> => {
    const machine = startMachine(trial, network.proxy.origin, profile);
    await machine.signIn();
    return machine;
  };
  const settled = (machine: Machine): Promise<void> =>
    machine.until(
      filingId,
      (filing) => filing?.pending === null && filing.failure === null,
    );
  /** Changed here without network, changed there with it, and only then does this machine come back. */
  const cross = async (
    changeHere: () => Promise<unknown>,
    scopeThere: string,
  ): Promise<FilingConflict | null> => {
    await network.stopApi();
    await changeHere();
    await here.close();
    await network.startApi();
    await there.save(filingId, { businessScope: scopeThere });
    await there.until(filingId, (filing) => filing?.serverVersion === 2);
    here = await start(here.profile);
    await here.until(
      filingId,
      (filing) => filing !== null && findConflict(filing) !== null,
    );
    const filing = here.filings().get(filingId);
    return filing === null ? null : findConflict(filing);
  };
  const scopeAndContact = (machine: Machine): unknown[] => {
    const fields = machine.filings().get(filingId)?.content.fields;
    return [fields?.businessScope, fields?.contactName];
  };

  it("keeps both sides until the clerk has put them together, and then both machines agree", async () => {
    const conflict = await cross(
      () =>
        here.save(filingId, { businessScope: "began", contactName: "小王" }),
      "theirs",
    );
    if (conflict?.kind !== "changed-here") throw new TypeError("no conflict");
    const { mine, theirs, base, differing } = conflict;
    expect({
      mine: [
        mine.content.fields.businessScope,
        mine.content.fields.contactName,
      ],
      theirs: theirs.content.fields.businessScope,
      base: base?.fields.businessScope,
      differing: differing.filter((place) => !(place in mine.content.files)),
    }).toEqual({
      mine: ["began", "小王"],
      theirs: "theirs",
      base: "began",
      differing: ["businessScope", "contactName"],
    });
    const { fields } = theirs.content;
    const content = {
      ...theirs.content,
      fields: { ...fields, contactName: "小王" },
    };
    here.filings().decideConflict({
      kind: "save",
      filingId,
      theirVersion: theirs.version,
      content,
    });
    here.sync.nudge();
    await settled(here);
    await there.until(filingId, (filing) => filing?.serverVersion === 3);
    expect([scopeAndContact(here), scopeAndContact(there)]).toEqual([
      ["theirs", "小王"],
      ["theirs", "小王"],
    ]);
  });

  it("does not delete what was changed there before the clerk says so", async () => {
    const conflict = await cross(async () => {
      here.filings().delete(filingId);
      here.sync.nudge();
    }, "theirs");
    expect(conflict).toMatchObject({ kind: "deleted-here", canDelete: true });
    here.filings().decideConflict({
      kind: "delete-anyway",
      filingId,
      theirVersion: 2,
    });
    here.sync.nudge();
    await here.until(filingId, (filing) => filing === null);
    await there.until(filingId, (filing) => filing === null);
  });
});
