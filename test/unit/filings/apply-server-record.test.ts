import { describe, expect, it } from "vitest";
import {
  applyServerRecord,
  filingFromRecord,
} from "../../../src-main/filings/apply-server-record.ts";
import {
  deleteByClerk,
  newDraft,
  saveByClerk,
} from "../../../src-main/filings/change-by-clerk.ts";
import {
  exampleApproval,
  exampleFilingId,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";

const now = new Date("2024-02-26T02:00:00.000Z");
const known = filingFromRecord(exampleRecord());

describe("the clerk's change and the API's word", () => {
  it("rests the first save on nothing and a later one on the known version", () => {
    const draft = newDraft(exampleFilingId, withScope("一"), now);
    expect([
      saveByClerk(draft, withScope("一"), now).pending,
      saveByClerk(known, withScope("一"), now).pending,
    ]).toMatchObject([
      { kind: "save", baseVersion: 0, replacedDigests: [] },
      { kind: "save", baseVersion: 1, replacedDigests: [] },
    ]);
  });

  it("keeps the save id where nothing changed, so that it is not sent twice", () => {
    const once = saveByClerk(known, withScope("一"), now);
    const twice = saveByClerk(once, withScope("一"), now);
    expect(twice.pending).toEqual(once.pending);
  });

  it("knows its own save again when the answer was lost", () => {
    const saved = saveByClerk(known, withScope("一"), now);
    const record = exampleRecord({ version: 2, content: withScope("一") });
    expect(applyServerRecord(saved, record)).toMatchObject({
      pending: null,
      serverVersion: 2,
      content: withScope("一"),
    });
  });

  it("rests a newer save on its own earlier one when that one's answer was lost", () => {
    const first = saveByClerk(known, withScope("一"), now);
    const second = saveByClerk(first, withScope("二"), now);
    const record = exampleRecord({ version: 2, content: withScope("一") });
    expect(applyServerRecord(second, record)).toMatchObject({
      pending: { kind: "save", baseVersion: 2, replacedDigests: [] },
      content: withScope("二"),
    });
  });

  it("keeps both sides where another machine was quicker", () => {
    const saved = saveByClerk(known, withScope("mine"), now);
    const record = exampleRecord({ version: 2, content: withScope("theirs") });
    const after = applyServerRecord(saved, record);
    expect(after).toMatchObject({
      state: "to-submit",
      pending: { kind: "save", baseVersion: 1 },
      content: withScope("mine"),
      serverRecord: { content: withScope("theirs") },
    });
  });

  it("shows the API's state even over a waiting save that it no longer allows", () => {
    const saved = saveByClerk(known, withScope("mine"), now);
    const record = exampleRecord({ version: 2, state: "under-review" });
    expect(applyServerRecord(saved, record)).toMatchObject({
      state: "under-review",
      content: withScope("mine"),
      pending: { kind: "save" },
    });
  });

  it("turns a returned filing back to 待上报 on saving", () => {
    const returned = filingFromRecord(exampleRecord({ state: "returned" }));
    expect(saveByClerk(returned, withScope("一"), now).state).toBe("to-submit");
  });

  it("makes an amendment of an approved filing and gives the approved row back on 删除", () => {
    const approval = exampleApproval(withScope("approved"));
    const approved = filingFromRecord(
      exampleRecord({
        state: "approved",
        version: 3,
        approval,
        content: approval.content,
      }),
    );
    const amended = saveByClerk(approved, withScope("amended"), now);
    expect(amended).toMatchObject({
      kind: "amendment",
      state: "to-submit",
      approval,
    });
    expect(deleteByClerk(amended, now)).toMatchObject({
      kind: "new",
      state: "approved",
      content: approval.content,
      pending: null,
    });
    const taken = applyServerRecord(
      amended,
      exampleRecord({
        kind: "amendment",
        version: 4,
        approval,
        content: withScope("amended"),
      }),
    );
    expect(deleteByClerk(taken, now)).toMatchObject({
      kind: "new",
      state: "approved",
      content: approval.content,
      pending: { kind: "delete", baseVersion: 4 },
    });
  });

  it("gives a second amendment's row back as the amendment that is approved", () => {
    const approval = {
      ...exampleApproval(withScope("approved")),
      kind: "amendment",
    } as const;
    const taken = filingFromRecord(
      exampleRecord({
        kind: "amendment",
        version: 7,
        approval,
        content: withScope("amended again"),
      }),
    );
    expect(deleteByClerk(taken, now)).toMatchObject({
      kind: "amendment",
      state: "approved",
      content: approval.content,
      pending: { kind: "delete", baseVersion: 7 },
    });
  });

  it("erases a draft at once, and asks the API about a first save that may have arrived", () => {
    const draft = newDraft(exampleFilingId, withScope("一"), now);
    const saved = saveByClerk(draft, withScope("一"), now);
    expect([
      deleteByClerk(draft, now),
      deleteByClerk(saved, now),
    ]).toMatchObject([null, { pending: { kind: "delete", baseVersion: 1 } }]);
  });

  it.each(["under-review", "expired", "void"] as const)(
    "refuses to save or delete what is %s",
    (state) => {
      const filing = filingFromRecord(exampleRecord({ state }));
      expect(() => saveByClerk(filing, withScope("一"), now)).toThrow(
        "filing-action-not-allowed",
      );
      expect(() => deleteByClerk(filing, now)).toThrow(
        "filing-action-not-allowed",
      );
    },
  );
});
