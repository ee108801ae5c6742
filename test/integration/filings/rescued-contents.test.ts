import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

/** As after a kill: nothing was closed, the next sign-in looks. */
function afterCrash() {
  profile = profile.reopen();
  profile.filings.rescueAfterCrash();
  return profile.filings;
}

function said() {
  return profile.filings.rescued().map(({ reason, content, base, leftAt }) => ({
    reason,
    scope: content.fields.businessScope,
    base: base.content?.fields.businessScope ?? null,
    isAsked: leftAt === null,
  }));
}

function shown(filingId = id) {
  const filing = profile.filings.get(filingId);
  return filing === null
    ? null
    : [
        filing.state,
        filing.content.fields.businessScope,
        filing.workingCopy?.content.fields.businessScope ?? null,
      ];
}

describe("what was typed before a crash", () => {
  it("is asked about with what stood there before; a form kept on purpose is not", () => {
    profile.filings.keep(id, withScope("一"));
    profile.filings.keep(id, withScope("二"));
    afterCrash();
    expect([said(), shown()]).toEqual([
      [{ reason: "crash", scope: "二", base: null, isAsked: true }],
      ["draft", "二", null],
    ]);
    const [first] = profile.filings.rescued();
    profile.filings.takeRescued(first?.id ?? "");
    profile.filings.keep(id, withScope("三"));
    profile.filings.settleTyping(id);
    expect(afterCrash().rescued()).toEqual([]);
    profile.filings.keep(id, withScope("四"));
    profile.filings.endTyping();
    expect([afterCrash().rescued(), shown()]).toEqual([
      [],
      ["draft", "四", null],
    ]);
  });

  it("goes back to what was saved when it is left, and stays 30 days", () => {
    profile.filings.keep(id, withScope("一"));
    profile.filings.save(id, withScope("二"));
    profile.filings.keep(id, withScope("三"));
    profile.filings.settleTyping(id);
    profile.filings.keep(id, withScope("四"));
    afterCrash();
    const [found] = profile.filings.rescued();
    const before = shown();
    profile.filings.leaveRescued(found?.id ?? "");
    expect([before, shown(), said()]).toEqual([
      ["to-submit", "二", "四"],
      ["to-submit", "二", "三"],
      [{ reason: "crash", scope: "四", base: "三", isAsked: false }],
    ]);
    profile.setNow(new Date(testNow.getTime() + 29 * 86_400_000));
    profile.filings.rescueAfterCrash();
    expect(said()).toHaveLength(1);
    profile.filings.takeRescued(found?.id ?? "");
    expect([shown(), said()]).toEqual([["to-submit", "二", "四"], []]);
  });

  it("is forgotten after 30 days, its files not before", () => {
    profile.filings.save(id, withScope("一"));
    profile.filings.keep(id, withScope("二"));
    profile.filings.dropWorkingCopy(id);
    expect(said()).toEqual([
      { reason: "discarded", scope: "二", base: "一", isAsked: false },
    ]);
    profile.setNow(new Date(testNow.getTime() + 31 * 86_400_000));
    profile.filings.rescueAfterCrash();
    expect(said()).toEqual([]);
  });

  it("leaves nothing of a new form that is left, and brings it back as a draft", () => {
    profile.filings.keep(id, withScope("一"));
    afterCrash();
    const [found] = profile.filings.rescued();
    profile.filings.leaveRescued(found?.id ?? "");
    const gone = shown();
    profile.filings.takeRescued(found?.id ?? "");
    expect([gone, shown()]).toEqual([null, ["draft", "一", null]]);
    expect(() => profile.filings.takeRescued(found?.id ?? "")).toThrow(
      "rescued-content-gone",
    );
  });

  it("never touches a filing that moved on meanwhile: it becomes a draft of its own", () => {
    profile.filings.applyServerRecord(
      exampleRecord({ state: "returned", content: withScope("一") }),
    );
    profile.filings.keep(id, withScope("二"));
    afterCrash();
    const [found] = profile.filings.rescued();
    profile.filings.dropWorkingCopy(id);
    profile.filings.applyServerRecord(
      exampleRecord({
        state: "under-review",
        version: 2,
        content: withScope("一"),
      }),
    );
    profile.filings.leaveRescued(found?.id ?? "");
    expect(shown()).toEqual(["under-review", "一", null]);
    const draft = profile.filings.takeRescued(found?.id ?? "");
    expect([shown(), shown(draft)]).toEqual([
      ["under-review", "一", null],
      ["draft", "二", null],
    ]);
  });
});
