import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findConflict } from "../../../src-main/filings/decide-conflict.ts";
import { handleRescued } from "../../../src-main/filings/handle-rescued.ts";
import type { ProcedureOutput } from "../../../src-shared/bridge/connect-bridge.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
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

it("a filing that does not open hides no rescued content; its own goes into a draft beside it", async () => {
  for (const filingId of [id, "another"])
    profile.filings.rescue({
      filingId,
      reason: "damage",
      typedAt: testNow.toISOString(),
      leftAt: null,
      content: withScope(filingId),
      base: { content: null, isCopy: false },
    });
  profile.filings.keep(id, withScope("一"));
  profile.database.exec("UPDATE filings SET sealed_content = zeroblob(100)");
  profile = profile.reopen();
  const handlers = handleRescued({
    filings: () => profile.filings,
    onChanged: () => undefined,
  });
  const { contents } = await handlers["rescued.list"]({});
  expect(contents.map(({ filingId }) => filingId).sort()).toEqual(
    [id, "another"].sort(),
  );
  const own = contents.find(({ filingId }) => filingId === id);
  const taken = await handlers["rescued.take"]({ id: own?.id ?? "" });
  expect([own?.placing, taken.filingId === id]).toEqual(["new-draft", false]);
  expect(() => profile.filings.get(id)).toThrow("storage-damaged");
  expect(shown(taken.filingId)).toEqual(["draft", id, null]);
});

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
    expect([shown(), said()]).toEqual([
      ["to-submit", "二", "四"],
      [{ reason: "discarded", scope: "三", base: "二", isAsked: false }],
    ]);
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

describe("a rescued content that is taken back later", () => {
  const rescue = (content: FilingContent) =>
    profile.filings.rescue({
      filingId: id,
      reason: "backup",
      typedAt: "2024-02-20T00:00:00.000Z",
      leftAt: testNow.toISOString(),
      content,
      base: { content: null, isCopy: false },
    });
  const take = (scope: string) =>
    profile.filings.takeRescued(
      profile.filings
        .rescued()
        .find(({ content }) => content.fields.businessScope === scope)?.id ??
        "",
    );

  it("sets the draft aside that it replaces, which comes back the same way", () => {
    profile.filings.keep(id, withScope("今天"));
    rescue(withScope("上周"));
    take("上周");
    const replaced = [shown(), said()];
    take("今天");
    expect([replaced, shown(), said()]).toEqual([
      [
        ["draft", "上周", null],
        [{ reason: "discarded", scope: "今天", base: null, isAsked: false }],
      ],
      ["draft", "今天", null],
      [{ reason: "discarded", scope: "上周", base: null, isAsked: false }],
    ]);
  });

  it("sets unsaved changes aside, also where it is what was saved; saved contents stay", () => {
    profile.filings.save(id, withScope("已保存"));
    profile.filings.keep(id, withScope("今天"));
    rescue(withScope("上周"));
    take("上周");
    const replaced = [shown(), said()];
    rescue(withScope("已保存"));
    take("已保存");
    expect([
      replaced,
      shown(),
      said()
        .map(({ scope }) => scope)
        .toSorted(),
    ]).toEqual([
      [
        ["to-submit", "已保存", "上周"],
        [
          {
            reason: "discarded",
            scope: "今天",
            base: "已保存",
            isAsked: false,
          },
        ],
      ],
      ["to-submit", "已保存", null],
      ["上周", "今天"],
    ]);
  });

  it("sets nothing aside where nothing is replaced", () => {
    profile.filings.save(id, withScope("已保存"));
    rescue(withScope("上周"));
    take("上周");
    rescue(withScope("上周"));
    take("上周");
    expect([shown(), said()]).toEqual([["to-submit", "已保存", "上周"], []]);
  });
});

describe("what the page says of a rescued content", () => {
  const told = () => {
    const handlers = handleRescued({
      filings: () => profile.filings,
      onChanged: () => undefined,
    });
    return (
      handlers["rescued.list"]({}) as ProcedureOutput<"rescued.list">
    ).contents.map(({ content, standing, placing, isOlder }) => [
      content.fields.businessScope,
      standing?.fields.businessScope ?? null,
      placing,
      isOlder,
    ]);
  };

  it("is the difference to what it was typed over, until somebody types on: then to what stands there now", () => {
    profile.filings.keep(id, withScope("暂存"));
    profile.filings.settleTyping(id);
    profile.filings.keep(id, withScope("周一"));
    afterCrash();
    const untouched = told();
    profile.setNow(new Date(testNow.getTime() + 86_400_000));
    profile.filings.keep(id, withScope("周二"));
    expect([untouched, told()]).toEqual([
      [["周一", "暂存", "stands-there", false]],
      [["周一", "周二", "replaces-typed", true]],
    ]);
    const [monday] = profile.filings.rescued();
    profile.filings.leaveRescued(monday?.id ?? "");
    expect(shown()).toEqual(["draft", "周二", null]);
  });

  it("tells where it would go beside what is saved, and where into a draft of its own", () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("已保存") }),
    );
    profile.filings.keep(id, withScope("放弃"));
    profile.filings.dropWorkingCopy(id);
    const beside = told();
    profile.filings.applyServerRecord(
      exampleRecord({
        state: "under-review",
        version: 2,
        content: withScope("已保存"),
      }),
    );
    const underReview = told();
    expect([beside, underReview]).toEqual([
      [["放弃", "已保存", "beside-saved", false]],
      [["放弃", "已保存", "new-draft", false]],
    ]);
  });
});

describe("不恢复", () => {
  it("forgets with the unsaved changes that another machine's change stood against them", () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("一") }),
    );
    profile.filings.keep(id, withScope("二"));
    profile.filings.applyServerRecord(
      exampleRecord({
        version: 2,
        content: withScope("他机"),
        updatedAt: "2024-02-26T03:00:00.000Z",
      }),
    );
    afterCrash();
    const [found] = profile.filings.rescued();
    profile.filings.leaveRescued(found?.id ?? "");
    const left = profile.filings.get(id)?.movedUnderCopy;
    const saved = profile.filings.save(id, withScope("三"));
    expect([left, findConflict(saved), saved.failure, saved.pending]).toEqual([
      null,
      null,
      null,
      expect.objectContaining({ baseVersion: 2 }),
    ]);
  });
});
