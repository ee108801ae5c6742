import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentDigest } from "../../../src-main/filings/content-digest.ts";
import { countUnsentSubmissions } from "../../../src-main/filings/submission-table-store.ts";
import type { Receipt } from "../../../src-shared/companion-api/receipt.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const submissionId = "0b0e7f1e-30a5-4a6e-8f0a-9d6c4f5b3a21";
const digest = "d".repeat(64);
const frozenRow = {
  filingId: id,
  submissionId,
  frozen: '{"frozen":"bytes"}',
  digest,
  baseVersion: 1,
};
const receipt: Receipt = {
  jws: "a.b.c",
  claims: {
    purpose: "cn.usedcar.filing/receipt/v1",
    submissionId,
    filingId: id,
    kind: "new",
    uscc: "99999901400000563P",
    digest,
    certificateSha256: null,
    revocation: null,
    fileCount: 10,
    receivedAt: "2024-02-26T02:00:00.000Z",
  },
};

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

/** Closes and opens the file: everything below is read from disk. */
function restarted(): TestProfile["filings"] {
  profile = profile.reopen();
  return profile.filings;
}

describe("the filings of one identity", () => {
  it("keep a new form as a draft and what is typed on a saved row as its working copy", () => {
    const { filings } = profile;
    filings.keep(id, withScope("一"));
    filings.keep(id, withScope("二"));
    expect(restarted().get(id)).toMatchObject({
      state: "draft",
      content: withScope("二"),
      workingCopy: null,
      serverVersion: null,
    });
    profile.filings.save(id, withScope("三"));
    profile.filings.keep(id, withScope("四"));
    expect(restarted().get(id)).toMatchObject({
      state: "to-submit",
      content: withScope("三"),
      workingCopy: { content: withScope("四") },
      pending: { kind: "save", baseVersion: 0 },
    });
  });

  it("say when the list has to look different, and have no working copy where nothing differs", () => {
    const { filings } = profile;
    const changed = (scope: string): boolean =>
      filings.keep(id, withScope(scope)).isRowChanged;
    const asDraft = [changed("一"), changed("二")];
    filings.save(id, withScope("二"));
    expect([
      ...asDraft,
      changed("二"),
      changed("三"),
      changed("四"),
      changed("二"),
      filings.get(id)?.workingCopy,
    ]).toEqual([true, false, false, true, false, true, null]);
  });

  it("forget a working copy on request and on saving", () => {
    const { filings } = profile;
    filings.save(id, withScope("一"));
    filings.keep(id, withScope("二"));
    filings.dropWorkingCopy(id);
    expect(filings.get(id)?.workingCopy).toBeNull();
    filings.keep(id, withScope("三"));
    expect(filings.save(id, withScope("三")).workingCopy).toBeNull();
  });

  it("erase a draft without a trace of its content", () => {
    profile.filings.keep(id, withScope("一"));
    profile.filings.delete(id);
    expect(restarted().list()).toEqual([]);
  });

  it("are invisible to another identity on the same machine", () => {
    profile.filings.keep(id, withScope("一"));
    profile.database.close();
    const folder = profile.folder;
    const other = openTestProfile(folder, "two");
    const seen = { list: other.filings.list(), get: other.filings.get(id) };
    other.filings.keep(id, withScope("theirs"));
    profile = other;
    expect(seen).toEqual({ list: [], get: null });
    other.database.close();
    profile = openTestProfile(folder, "one");
    expect(profile.filings.get(id)?.content).toEqual(withScope("一"));
  });

  it("do not open after two rows were swapped on disk", () => {
    const other = "11111111-30a5-4a6e-8f0a-9d6c4f5b3a21";
    profile.filings.keep(id, withScope("一"));
    profile.filings.keep(other, withScope("二"));
    const { sealed } = profile.database
      .prepare<[string], { sealed: Buffer }>(
        "SELECT sealed_content AS sealed FROM filings WHERE id = ?",
      )
      .get(other) ?? { sealed: Buffer.alloc(0) };
    profile.database
      .prepare("UPDATE filings SET sealed_content = ? WHERE id = ?")
      .run(sealed, id);
    expect(() => profile.filings.get(id)).toThrow("storage-damaged");
    expect(profile.filings.get(other)?.content).toEqual(withScope("二"));
  });
});

describe("the API's answers", () => {
  it("settle the save they answer and tell the state's move", () => {
    const { filings } = profile;
    const saved = filings.save(id, withScope("一"));
    if (saved.pending?.kind !== "save") throw new TypeError("no save waits");
    const { saveId } = saved.pending;
    filings.acceptSave(saveId, exampleRecord({ content: withScope("一") }));
    const move = filings.applyServerRecord(
      exampleRecord({
        version: 2,
        state: "under-review",
        content: withScope("一"),
      }),
    );
    expect(move).toEqual({
      filingId: id,
      from: "to-submit",
      to: "under-review",
    });
    expect(restarted().get(id)).toMatchObject({
      state: "under-review",
      serverVersion: 2,
      pending: null,
    });
  });

  it("let a save made meanwhile go on waiting, on the new version", () => {
    const { filings } = profile;
    const first = filings.save(id, withScope("一"));
    if (first.pending?.kind !== "save") throw new TypeError("no save waits");
    filings.save(id, withScope("二"));
    filings.acceptSave(
      first.pending.saveId,
      exampleRecord({ content: withScope("一") }),
    );
    expect(filings.get(id)).toMatchObject({
      content: withScope("二"),
      serverVersion: 1,
      pending: { kind: "save", baseVersion: 1 },
    });
  });

  it("never take a working copy, and are ignored when they are older than what is known", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord({ version: 5 }));
    filings.keep(id, withScope("typed"));
    filings.applyServerRecord(exampleRecord({ version: 4, state: "void" }));
    filings.applyServerRecord(exampleRecord({ version: 6, state: "returned" }));
    expect(filings.get(id)).toMatchObject({
      state: "returned",
      serverVersion: 6,
      workingCopy: { content: withScope("typed") },
    });
  });

  it("erase what was removed elsewhere, but keep unsent typing as a draft of its own", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord());
    filings.applyServerRecord(exampleRecord({ version: 2, isRemoved: true }));
    const afterFirst = filings.list();
    filings.applyServerRecord(exampleRecord({ version: 3 }));
    filings.keep(id, withScope("typed"));
    filings.applyServerRecord(exampleRecord({ version: 4, isRemoved: true }));
    const [kept, ...others] = filings.list();
    expect([afterFirst, others]).toEqual([[], []]);
    expect(kept).toMatchObject({
      state: "draft",
      content: withScope("typed"),
      failure: { code: "filing-removed" },
    });
  });

  it("go on with one draft under the id that an open form knows, and a new id at 保存信息", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord());
    const restsOn = contentDigest(exampleRecord().content);
    filings.keep(id, withScope("一"), restsOn);
    const tombstone = exampleRecord({ version: 2, isRemoved: true });
    filings.applyServerRecord(tombstone);
    filings.keep(id, withScope("二"), restsOn);
    filings.applyServerRecord(tombstone);
    const drafts = restarted().list();
    const saved = profile.filings.save(id, withScope("三"), restsOn);
    expect([
      drafts.map(({ content }) => content),
      profile.filings.list(),
      saved.id === id,
      [saved.state, saved.content, saved.failure, saved.pending?.baseVersion],
    ]).toEqual([
      [withScope("二")],
      [saved],
      false,
      ["to-submit", withScope("三"), null, 0],
    ]);
  });

  it("tell an open form that nothing was typed in yet the same", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord());
    const restsOn = contentDigest(exampleRecord().content);
    filings.applyServerRecord(exampleRecord({ version: 2, isRemoved: true }));
    filings.keep(id, withScope("一"), restsOn);
    const draft = filings.get(id);
    const saved = filings.save(id, withScope("一"), restsOn);
    expect([draft?.failure, filings.list(), saved.id === id]).toEqual([
      { code: "filing-removed" },
      [saved],
      false,
    ]);
  });

  it("leave a submission that is cancelled after its filing was removed as a draft", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord());
    filings.putFrozen(frozenRow);
    filings.queueSubmission(submissionId, null);
    filings.applyServerRecord(exampleRecord({ version: 2, isRemoved: true }));
    filings.cancelSubmission(submissionId, "cancel");
    expect(restarted().list()).toMatchObject([
      {
        id,
        state: "draft",
        content: exampleRecord().content,
        serverRecord: null,
        failure: { code: "filing-removed" },
      },
    ]);
  });

  it("make a refused first save a draft again, marked with the reason", () => {
    const { filings } = profile;
    filings.save(id, withScope("一"));
    filings.returnToDraft(id, { code: "application-under-way" });
    expect(restarted().get(id)).toMatchObject({
      state: "draft",
      pending: null,
      content: withScope("一"),
      failure: { code: "application-under-way" },
    });
  });

  it("finish a deletion, or give an amendment's approved row back", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord());
    filings.delete(id);
    expect(filings.get(id)?.pending).toMatchObject({
      kind: "delete",
      baseVersion: 1,
    });
    filings.acceptDelete(id, null);
    expect(restarted().list()).toEqual([]);
  });
});

describe("a submission", () => {
  beforeEach(() => {
    profile.filings.applyServerRecord(exampleRecord());
    profile.filings.putFrozen(frozenRow);
  });

  it("survives a restart at every step, byte for byte", () => {
    expect(restarted().findBySubmission(submissionId)?.outgoing).toMatchObject({
      state: "frozen",
      frozen: frozenRow.frozen,
      signature: null,
    });
    profile.filings.queueSubmission(submissionId, "c2lnbmVk");
    expect(restarted().get(id)?.outgoing).toEqual({
      submissionId,
      frozen: frozenRow.frozen,
      digest,
      signature: "c2lnbmVk",
      state: "queued",
      baseVersion: 1,
      turn: 1,
    });
    profile.filings.markSending(submissionId);
    expect([
      restarted().get(id)?.outgoing?.state,
      countUnsentSubmissions(profile.database),
    ]).toEqual(["sending", 1]);
    const move = profile.filings.acceptSubmission(
      submissionId,
      receipt,
      exampleRecord({ version: 2, state: "under-review" }),
    );
    expect(move?.to).toBe("under-review");
    expect(restarted().get(id)).toMatchObject({ outgoing: null, receipt });
    expect(countUnsentSubmissions(profile.database)).toBe(0);
  });

  it("is queued once, whatever is clicked", () => {
    const { filings } = profile;
    filings.queueSubmission(submissionId, "one");
    expect(
      filings.queueSubmission(submissionId, "two").outgoing?.signature,
    ).toBe("one");
    expect(() => filings.putFrozen(frozenRow)).toThrow(
      "filing-submission-queued",
    );
  });

  it("bars saving and deleting until it is cancelled", () => {
    const { filings } = profile;
    filings.queueSubmission(submissionId, null);
    expect(() => filings.save(id, withScope("一"))).toThrow(
      "filing-submission-queued",
    );
    expect(() => filings.delete(id)).toThrow("filing-submission-queued");
    expect(
      filings.cancelSubmission(submissionId, "cancel").outgoing,
    ).toBeNull();
    expect(filings.save(id, withScope("一")).pending?.kind).toBe("save");
  });

  it("leaves the mark of what the API has forgotten when it is cancelled", () => {
    const { filings } = profile;
    filings.queueSubmission(submissionId, null);
    const failure = { code: "sync-companion-forgot" } as const;
    filings.markFailure(id, failure);
    expect([
      filings.get(id)?.pending,
      filings.cancelSubmission(submissionId, "cancel").failure,
    ]).toEqual([null, failure]);
  });

  it("is gone once the filing is saved anew, so that nothing old can be signed", () => {
    const { filings } = profile;
    filings.save(id, withScope("一"));
    expect(() => filings.queueSubmission(submissionId, "late")).toThrow(
      "submission-unknown",
    );
  });

  it("waits on, marked, where the filing was removed on another machine", () => {
    const { filings } = profile;
    filings.queueSubmission(submissionId, "c2lnbmVk");
    filings.applyServerRecord(exampleRecord({ version: 2, isRemoved: true }));
    expect(filings.get(id)).toMatchObject({
      outgoing: { signature: "c2lnbmVk" },
      failure: { code: "submission-base-moved" },
    });
  });
});

describe("the order in which things are sent", () => {
  it("is that of the clicks, also with a clock that was set back meanwhile", () => {
    const { filings } = profile;
    const [first, second] = [randomUUID(), randomUUID()];
    filings.save(first, withScope("一"));
    profile.setNow(new Date(testNow.getTime() - 3_600_000));
    filings.save(second, withScope("二"));
    expect([
      filings.get(first)?.pending?.turn,
      filings.get(second)?.pending?.turn,
    ]).toEqual([1, 2]);
    filings.save(first, withScope("三"));
    expect(restarted().get(first)?.pending?.turn).toBe(3);
  });
});

describe("an API put back from a copy", () => {
  it("that came to the same version another way does not lose its content to what waits here", () => {
    const { filings } = profile;
    filings.applyServerRecord(exampleRecord({ content: withScope("一") }));
    filings.save(id, withScope("二"));
    const other = exampleRecord({
      content: withScope("三"),
      updatedAt: "2024-02-26T05:00:00.000Z",
    });
    filings.applyServerRecord(other);
    expect(filings.get(id)).toMatchObject({
      content: withScope("二"),
      serverRecord: other,
      pending: { baseVersion: 0 },
      failure: { code: "filing-version-conflict" },
    });
  });
});
