import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filingProcedures } from "../../../src-shared/filings/filing-procedures.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleFilingId as filingId,
  exampleApproval,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";
import { openFilingDesk, problemOf, type FilingDesk } from "./filing-desk.ts";

let desk: FilingDesk;
beforeEach(() => {
  desk = openFilingDesk();
});
afterEach(() => desk.profile.remove());

describe("drafts", () => {
  it("begin with what is known, write nothing, and are refused while an application is under way", async () => {
    const begun = await desk.drafts["drafts.begin"]({ copyFrom: null });
    expect(begun.content.fields).toMatchObject({
      enterpriseName: "测试企业",
      uscc: desk.person.uscc,
    });
    expect(desk.profile.filings.list()).toEqual([]);
    const { filingId: draftId, content } = begun;
    await desk.drafts["drafts.keep"]({
      restsOn: null,
      filingId: draftId,
      content,
    });
    expect(
      await problemOf(() => desk.drafts["drafts.begin"]({ copyFrom: null })),
    ).toEqual({
      code: "filing-application-under-way",
      facts: { filingId: draftId },
    });
  });

  it("are never kept for another enterprise's code", async () => {
    const content = exampleFiling("manufacturer", "91110000100000000X");
    expect(
      await problemOf(() =>
        desk.drafts["drafts.keep"]({ restsOn: null, filingId, content }),
      ),
    ).toEqual({ code: "filing-uscc-locked" });
  });

  it("tell the list only what it shows", async () => {
    for (const scope of ["一", "二", "三"])
      await desk.drafts["drafts.keep"]({
        restsOn: null,
        filingId,
        content: withScope(scope),
      });
    expect(desk.changes).toBe(1);
  });
});

describe("保存信息", () => {
  it("takes a right filing at once and shows it in the contract's shape", async () => {
    await desk.drafts["drafts.keep"]({
      restsOn: null,
      filingId,
      content: withScope("一"),
    });
    const row = await desk.filings["filings.save"]({
      restsOn: null,
      filingId,
      content: exampleFiling(),
    });
    expect(row).toMatchObject({
      state: "to-submit",
      sync: { kind: "pending" },
      actions: ["edit", "submit", "detail", "export", "delete"],
    });
    const list = await desk.filings["filings.list"]({});
    const detail = await desk.filings["filings.detail"]({ filingId });
    expect(filingProcedures["filings.list"].output.parse(list)).toEqual(list);
    expect(filingProcedures["filings.detail"].output.parse(detail)).toEqual(
      detail,
    );
  });

  it("refuses what breaks a rule and keeps the draft", async () => {
    await desk.drafts["drafts.keep"]({
      restsOn: null,
      filingId,
      content: withScope("一"),
    });
    expect(
      await problemOf(() =>
        desk.filings["filings.save"]({
          restsOn: null,
          filingId,
          content: withScope(""),
        }),
      ),
    ).toEqual({ code: "filing-has-problems", facts: { count: 1 } });
    expect(desk.profile.filings.get(filingId)?.state).toBe("draft");
  });

  it("is refused for a second application, whose draft stays", async () => {
    desk.profile.filings.applyServerRecord(exampleRecord());
    const second = randomUUID();
    await desk.drafts["drafts.keep"]({
      restsOn: null,
      filingId: second,
      content: withScope("一"),
    });
    expect(
      await problemOf(() =>
        desk.filings["filings.save"]({
          restsOn: null,
          filingId: second,
          content: exampleFiling(),
        }),
      ),
    ).toEqual({ code: "filing-application-under-way", facts: { filingId } });
    expect(desk.profile.filings.get(second)?.state).toBe("draft");
  });

  it("makes an amendment of an approved filing until the last day in Shanghai", async () => {
    const approval = exampleApproval();
    desk.profile.filings.applyServerRecord(
      exampleRecord({ state: "approved", version: 3, approval }),
    );
    const save = () =>
      desk.filings["filings.save"]({
        restsOn: null,
        filingId,
        content: withScope("二"),
      });
    desk.profile.setNow(new Date("2025-02-25T16:00:00.000Z"));
    expect(await problemOf(save)).toEqual({
      code: "filing-amendment-too-late",
    });
    desk.profile.setNow(new Date("2025-02-25T15:59:59.000Z"));
    expect(await save()).toMatchObject({
      kind: "amendment",
      state: "to-submit",
      reviewedAt: approval.reviewedAt,
      validUntil: approval.validUntil,
    });
  });
});

describe("复制上次备案", () => {
  it("begins with what was approved last, files included, under the person's own code", async () => {
    const reviewed = (reviewedAt: string, scope: string) => ({
      id: randomUUID(),
      approval: { ...exampleApproval(withScope(scope)), reviewedAt },
    });
    desk.profile.filings.applyServerRecord(
      exampleRecord({
        ...reviewed("2024-02-01T00:00:00.000Z", "latest"),
        state: "expired",
      }),
    );
    desk.profile.filings.applyServerRecord(
      exampleRecord({
        ...reviewed("2023-02-01T00:00:00.000Z", "older"),
        state: "void",
      }),
    );
    desk.person = { ...desk.person, uscc: "91110000100000000X" };
    const begun = await desk.drafts["drafts.begin"]({
      copyFrom: "last-approved",
    });
    const { fields, files } = withScope("latest");
    expect(begun.content).toEqual({
      fields: { ...fields, uscc: desk.person.uscc },
      files,
    });
  });

  it("is refused where nothing was approved yet", async () => {
    expect(
      await problemOf(() =>
        desk.drafts["drafts.begin"]({ copyFrom: "last-approved" }),
      ),
    ).toEqual({ code: "filing-nothing-to-copy" });
  });
});

describe("a draft beside an application under way", () => {
  it("gives its contents to that application's form and stays", async () => {
    desk.profile.filings.applyServerRecord(exampleRecord());
    const second = randomUUID();
    desk.profile.filings.keep(second, withScope("second"));
    expect(
      await desk.filings["filings.carry-over"]({ filingId: second }),
    ).toEqual({
      filingId,
    });
    expect([
      desk.profile.filings.get(filingId)?.workingCopy?.content,
      desk.profile.filings.get(second)?.content,
    ]).toEqual([withScope("second"), withScope("second")]);
    expect(
      await problemOf(() =>
        desk.filings["filings.carry-over"]({ filingId: second }),
      ),
    ).toEqual({ code: "filing-cannot-carry-over" });
  });
});

describe("a conflict", () => {
  const bothChanged = (): void => {
    desk.profile.filings.applyServerRecord(exampleRecord());
    desk.profile.filings.save(filingId, withScope("mine"));
    desk.profile.filings.applyServerRecord(
      exampleRecord({ version: 2, content: withScope("theirs") }),
    );
    desk.profile.filings.markFailure(filingId, {
      code: "filing-version-conflict",
    });
  };
  const onTheirs = { filingId, theirVersion: 2 };

  it("is shown in the contract's shape and settled by a complete content", async () => {
    bothChanged();
    const shown = await desk.filings["filings.conflict"]({ filingId });
    const { output } = filingProcedures["filings.conflict"];
    expect(output.parse(shown)).toEqual(shown);
    const merged = withScope("merged");
    const incomplete = {
      ...merged,
      fields: { ...merged.fields, contactName: "" },
    };
    expect(
      await problemOf(() =>
        desk.filings["filings.resolve-conflict"]({
          kind: "save",
          ...onTheirs,
          content: incomplete,
        }),
      ),
    ).toMatchObject({ code: "filing-has-problems" });
    expect(
      await desk.filings["filings.resolve-conflict"]({
        kind: "save",
        ...onTheirs,
        content: merged,
      }),
    ).toMatchObject({ state: "to-submit", sync: { kind: "pending" } });
    expect(
      await problemOf(() => desk.filings["filings.conflict"]({ filingId })),
    ).toEqual({ code: "filing-no-conflict" });
  });

  it("is decided before anything is deleted", async () => {
    bothChanged();
    expect(
      await problemOf(() => desk.filings["filings.delete"]({ filingId })),
    ).toEqual({ code: "filing-action-not-allowed" });
    expect(desk.profile.filings.get(filingId)?.content).toEqual(
      withScope("mine"),
    );
  });
});

describe("删除", () => {
  it("is taken back before it is sent, unless another application has begun", async () => {
    desk.profile.filings.applyServerRecord(exampleRecord());
    await desk.filings["filings.delete"]({ filingId });
    const undo = () => desk.filings["filings.undo-delete"]({ filingId });
    expect(await undo()).toMatchObject({
      sync: { kind: "synced" },
      actions: ["edit", "submit", "detail", "export", "delete"],
    });
    await desk.filings["filings.delete"]({ filingId });
    const second = randomUUID();
    await desk.filings["filings.save"]({
      filingId: second,
      content: exampleFiling(),
      restsOn: null,
    });
    expect(await problemOf(undo)).toEqual({
      code: "filing-application-under-way",
      facts: { filingId: second },
    });
  });

  it("takes the files with it that no other filing names", async () => {
    const approval = exampleApproval();
    desk.profile.filings.applyServerRecord(
      exampleRecord({
        id: randomUUID(),
        state: "expired",
        content: approval.content,
        approval,
      }),
    );
    const content = exampleFiling();
    const own = { ...content.files.officialSeal, sha256: "f".repeat(64) };
    await desk.drafts["drafts.keep"]({
      restsOn: null,
      filingId,
      content: {
        ...content,
        files: {
          ...content.files,
          officialSeal: own as typeof content.files.officialSeal,
        },
      },
    });
    await desk.filings["filings.delete"]({ filingId });
    expect(desk.erased).toEqual([own.sha256]);
    expect(
      await problemOf(() => desk.filings["filings.detail"]({ filingId })),
    ).toEqual({ code: "filing-unknown" });
  });

  it.each([
    "UPDATE filings SET sealed_content = zeroblob(100) WHERE id = 'another'",
    "UPDATE rescued_contents SET sealed = zeroblob(100); DELETE FROM filings WHERE id = 'another'",
    "UPDATE typing_marks SET sealed_base = zeroblob(100)",
  ])("erases no file that a damaged row may name: %s", async (damage) => {
    const { filings, folder } = desk.profile;
    const content = exampleFiling();
    filings.keep(filingId, content);
    filings.keep("another", content);
    filings.rescue({
      filingId,
      reason: "damage",
      typedAt: "2026-11-27T00:00:00.000Z",
      leftAt: null,
      content,
      base: { content: null, isCopy: false },
    });
    const { database } = openTestProfile(folder);
    database.exec(damage);
    database.close();
    await desk.filings["filings.delete"]({ filingId });
    expect([filings.get(filingId), desk.erased]).toEqual([null, []]);
  });
});
