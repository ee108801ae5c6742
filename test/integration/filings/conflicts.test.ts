import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findConflict } from "../../../src-main/filings/decide-conflict.ts";
import { contentDigest } from "../../../src-main/filings/content-digest.ts";
import { filingList } from "../../../src-main/filings/filing-rows.ts";
import { sealJson } from "../../../src-main/storage/sealed.ts";
import { filesNamedBy } from "../../../src-main/filings/files-named-by.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleApproval,
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const conflict = { code: "filing-version-conflict" } as const;
const began = withScope("began");
const mine = withScope("mine");
const theirs = withScope("theirs");

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
  profile.filings.applyServerRecord(exampleRecord({ content: began }));
});
afterEach(() => profile.remove());

/** As another machine left it at the API; everything below is read from disk. */
function changedThere(version = 2): void {
  profile.filings.applyServerRecord(
    exampleRecord({ version, content: theirs }),
  );
  profile = profile.reopen();
}
function refused(): void {
  profile.filings.markFailure(id, conflict);
}
const filing = () => {
  const found = profile.filings.get(id);
  if (found === null) throw new TypeError("the filing is gone");
  return found;
};
const decide = (
  decision:
    | { kind: "save"; content: typeof mine }
    | { kind: "keep-theirs" | "delete-anyway" },
  theirVersion = 2,
) =>
  profile.filings.decideConflict({ filingId: id, theirVersion, ...decision });

describe("the same filing changed on two machines", () => {
  it("shows both sides and what they began from, once the API refused the save", () => {
    profile.filings.save(id, mine);
    changedThere();
    const beforeRefusal = findConflict(filing());
    refused();
    expect([beforeRefusal, findConflict(filing())]).toMatchObject([
      null,
      {
        kind: "changed-here",
        mine: { content: mine },
        theirs: { content: theirs, version: 2, state: "to-submit" },
        base: began,
        differing: ["businessScope"],
        canSave: true,
      },
    ]);
  });

  it("counts what is typed and not saved as mine", () => {
    profile.filings.save(id, mine);
    profile.filings.keep(id, withScope("typed"));
    changedThere();
    refused();
    expect(findConflict(filing())).toMatchObject({
      mine: { content: withScope("typed") },
    });
  });

  it("saves the clerk's choice on top of theirs", () => {
    profile.filings.save(id, mine);
    changedThere();
    refused();
    const merged = withScope("mine and theirs");
    decide({ kind: "save", content: merged });
    profile = profile.reopen();
    expect(filing()).toMatchObject({
      content: merged,
      workingCopy: null,
      pending: { kind: "save", baseVersion: 2, base: theirs },
      failure: null,
    });
    expect(findConflict(filing())).toBeNull();
  });

  it("keeps theirs on request, with nothing left to send", () => {
    profile.filings.save(id, mine);
    changedThere();
    refused();
    expect(decide({ kind: "keep-theirs" })).toMatchObject({
      content: theirs,
      pending: null,
      failure: null,
    });
  });

  it("refuses a decision about a version that the API has left behind, and one without a conflict", () => {
    profile.filings.save(id, mine);
    changedThere(3);
    refused();
    expect(() => decide({ kind: "keep-theirs" })).toThrow(
      "filing-version-conflict",
    );
    decide({ kind: "keep-theirs" }, 3);
    expect(() => decide({ kind: "keep-theirs" }, 3)).toThrow(
      "filing-no-conflict",
    );
  });

  it("can only keep theirs where theirs is under review", () => {
    profile.filings.save(id, mine);
    profile.filings.applyServerRecord(
      exampleRecord({ version: 3, state: "under-review", content: theirs }),
    );
    refused();
    expect(findConflict(filing())).toMatchObject({
      mine: { content: mine },
      canSave: false,
    });
    expect(() => decide({ kind: "save", content: mine }, 3)).toThrow(
      "filing-action-not-allowed",
    );
    expect(decide({ kind: "keep-theirs" }, 3)).toMatchObject({
      state: "under-review",
      pending: null,
    });
  });
});

describe("a change of another machine that comes in under typing", () => {
  it("is a conflict with the working copy, which a save does not settle unseen", () => {
    profile.filings.keep(id, mine);
    changedThere();
    expect(findConflict(filing())).toMatchObject({
      mine: { content: mine },
      theirs: { content: theirs, version: 2 },
      base: began,
    });
    profile.filings.save(id, mine);
    expect(filing()).toMatchObject({
      content: mine,
      failure: conflict,
      pending: { kind: "save" },
    });
    expect(findConflict(filing())).toMatchObject({
      base: began,
      canSave: true,
    });
  });

  it("is none where both typed the same, and none after 放弃", () => {
    profile.filings.keep(id, theirs);
    changedThere();
    expect(findConflict(filing())).toBeNull();
    profile.filings.keep(id, mine);
    profile.filings.applyServerRecord(
      exampleRecord({ version: 3, content: withScope("theirs again") }),
    );
    expect(findConflict(filing())).not.toBeNull();
    profile.filings.dropWorkingCopy(id);
    profile.filings.keep(id, mine);
    expect(findConflict(filing())).toBeNull();
  });

  it("is seen by what the form was opened on, also where typing began later", () => {
    const openedOn = contentDigest(filing().content);
    changedThere();
    profile.filings.keep(id, mine, openedOn);
    expect(findConflict(filing())).toMatchObject({
      mine: { content: mine },
      base: null,
    });
    profile.filings.dropWorkingCopy(id);
    profile.filings.save(id, mine, openedOn);
    expect(filing()).toMatchObject({ content: mine, failure: conflict });
  });

  it("is none where only this machine's own save arrived meanwhile", () => {
    const saved = profile.filings.save(id, mine);
    const openedOn = contentDigest(mine);
    if (saved.pending?.kind !== "save") throw new TypeError("no save waits");
    profile.filings.acceptSave(
      saved.pending.saveId,
      exampleRecord({ version: 2, content: mine }),
    );
    profile.filings.save(id, withScope("next"), openedOn);
    expect(filing()).toMatchObject({
      pending: { kind: "save", baseVersion: 2 },
      failure: null,
    });
  });
});

describe("a filing deleted here and changed there", () => {
  beforeEach(() => {
    profile.filings.delete(id);
    changedThere();
    refused();
  });

  it("waits for the clerk, who sees what would go", () => {
    expect(findConflict(filing())).toMatchObject({
      kind: "deleted-here",
      theirs: { content: theirs },
      canDelete: true,
    });
    expect(() => profile.filings.undoDelete(id)).toThrow(
      "filing-action-not-allowed",
    );
  });

  it("is kept or deleted as the clerk decides", () => {
    expect(decide({ kind: "delete-anyway" })).toMatchObject({
      pending: { kind: "delete", baseVersion: 2 },
      failure: null,
    });
    profile.filings.undoDelete(id);
    expect(filing()).toMatchObject({ content: theirs, pending: null });
  });
});

describe("a deletion that waits", () => {
  it("is taken back with the waiting save and the typing it took away", () => {
    const { filings } = profile;
    filings.save(id, mine);
    filings.keep(id, withScope("typed"));
    const before = filings.get(id);
    filings.delete(id);
    profile = profile.reopen();
    expect(filing()).toMatchObject({
      pending: { kind: "delete" },
      workingCopy: null,
    });
    profile.filings.undoDelete(id);
    profile = profile.reopen();
    expect(filing()).toEqual({
      ...before,
      updatedAt: filing().updatedAt,
      isDeletionUndone: true,
    });
  });

  it("keeps the files that 撤销删除 would bring back", () => {
    const attached = exampleFiling("distributor");
    profile.filings.save(id, attached);
    profile.filings.delete(id);
    const { premisesProof } = attached.files;
    expect(filesNamedBy(filing())).toContain(premisesProof?.sha256);
  });

  it("leaves the contents as a draft where the undoing came too late", () => {
    const { filings } = profile;
    filings.delete(id);
    filings.undoDelete(id);
    filings.acceptDelete(id, null);
    expect(filings.list()).toMatchObject([
      {
        state: "draft",
        content: began,
        failure: { code: "filing-removed" },
      },
    ]);
  });

  it("leaves them also where another visit tells that the filing is gone", () => {
    const { filings } = profile;
    filings.delete(id);
    filings.undoDelete(id);
    filings.applyServerRecord(exampleRecord({ version: 2, isRemoved: true }));
    expect(filings.list()).toMatchObject([{ state: "draft", content: began }]);
  });

  it.each(["new", "amendment"] as const)(
    "leaves an amendment's contents as unsaved changes of the approved row: %s",
    (kind) => {
      const { filings } = profile;
      const approval = { ...exampleApproval(began), kind };
      filings.applyServerRecord(
        exampleRecord({
          version: 3,
          kind: "amendment",
          approval,
          content: mine,
        }),
      );
      filings.delete(id);
      filings.undoDelete(id);
      filings.acceptDelete(
        id,
        exampleRecord({
          version: 4,
          kind,
          state: "approved",
          approval,
          content: began,
        }),
      );
      expect(filing()).toMatchObject({
        kind,
        state: "approved",
        content: began,
        workingCopy: { content: mine },
      });
    },
  );

  it("leaves nothing behind where the amendment was approved instead", () => {
    const { filings } = profile;
    const approval = exampleApproval(began);
    filings.applyServerRecord(
      exampleRecord({ version: 3, kind: "amendment", approval, content: mine }),
    );
    filings.delete(id);
    filings.undoDelete(id);
    const approved = {
      ...exampleApproval(theirs),
      kind: "amendment",
      reviewedAt: "2024-03-01T03:00:00.000Z",
    } as const;
    filings.applyServerRecord(
      exampleRecord({
        version: 6,
        kind: "amendment",
        state: "approved",
        approval: approved,
        content: theirs,
      }),
    );
    expect(filing()).toMatchObject({
      state: "approved",
      content: theirs,
      workingCopy: null,
    });
  });
});

describe("a row written by an earlier client", () => {
  it("opens, and offers no undoing of a deletion whose contents it did not keep", () => {
    profile.filings.delete(id);
    const { database, key } = profile;
    const place = { table: "filings", column: "sealed_standing", id } as const;
    const pending = {
      kind: "delete",
      baseVersion: 1,
      changedAt: testNow.toISOString(),
      replacedDigests: [],
    };
    const standing = { history: [], receipt: null, pending, failure: null };
    database
      .prepare("UPDATE filings SET sealed_standing = ? WHERE id = ?")
      .run(sealJson(key, place, standing), id);
    profile = profile.reopen();
    const { rows } = filingList(profile.filings.list(), {
      now: testNow,
      progressOf: () => null,
    });
    expect([filing().movedUnderCopy, rows[0]?.actions]).toEqual([
      null,
      ["detail"],
    ]);
    expect(() => profile.filings.undoDelete(id)).toThrow(
      "filing-action-not-allowed",
    );
  });
});
