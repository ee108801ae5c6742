import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createFilingStore,
  type FilingStore,
} from "../../../src-main/filings/filing-store.ts";
import { createFilingTable } from "../../../src-main/filings/filing-table-store.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { readStoredForm } from "../../../src-main/filings/stored-form.ts";
import { openJson, sealJson } from "../../../src-main/storage/sealed.ts";
import {
  filingContentSchema,
  type FilingContent,
} from "../../../src-shared/filings/filing-content.ts";
import type { FormChange } from "../../../src-shared/filings/older-forms.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleApproval,
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

/** A form before the first one: 经营地址 was one text, and 营业期限 did not know 长期有效. */
function formerContent(scope: string, address: string) {
  const { fields, files } = withScope(scope);
  const {
    provinceCode: _province,
    cityCode: _city,
    countyCode: _county,
    street: _street,
    isOperatingLongTerm: _longTerm,
    ...rest
  } = fields;
  return { formVersion: 0, fields: { ...rest, address }, files };
}

const changes: readonly FormChange[] = [
  {
    from: 0,
    carry: (former) => {
      const { fields, files } = former as Omit<
        ReturnType<typeof formerContent>,
        "formVersion"
      >;
      const { address, ...kept } = fields;
      const region = { provinceCode: "", cityCode: "", countyCode: "" };
      return {
        content: {
          fields: {
            ...kept,
            ...region,
            street: address,
            isOperatingLongTerm: false,
          },
          files,
        },
        toCheck: [
          { place: "provinceCode", formerly: address },
          { place: "isOperatingLongTerm", formerly: null },
        ],
      };
    },
  },
];

const asked = (address: string) => [
  { place: "provinceCode", formerly: address },
  { place: "isOperatingLongTerm", formerly: null },
];

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

const open = () =>
  createFilingStore(profile.database, profile.key, profile.now, changes);

/** As a client with the older form left it: sealed, and by no means in the present shape. */
function leaveInOlderForm(
  table: "filings" | "working_copies",
  content: object,
): void {
  const place = { table, column: "sealed_content", id };
  const where = table === "filings" ? "id" : "filing_id";
  profile.database
    .prepare(`UPDATE ${table} SET sealed_content = ? WHERE ${where} = ?`)
    .run(sealJson(profile.key, place, content), id);
}

describe("a draft from an older form", () => {
  it("is carried over at sign-in, and says what to look at until 保存信息", () => {
    profile.filings.keep(id, withScope("一"));
    leaveInOlderForm("filings", formerContent("一", "荣华中路1号"));
    open().bringToPresentForm();
    // From here on no change is known any more: it lies in the present form.
    const filings = createFilingStore(
      profile.database,
      profile.key,
      profile.now,
    );
    const carried = filings.get(id);
    const typed = exampleFiling();
    filings.keep(id, typed);
    const afterTyping = filings.get(id)?.toCheck;
    const saved = filings.save(id, typed);
    expect([
      carried?.content.fields.street,
      carried?.content.fields.businessScope,
      carried?.toCheck,
      afterTyping,
      saved.toCheck,
    ]).toEqual([
      "荣华中路1号",
      "一",
      asked("荣华中路1号"),
      asked("荣华中路1号"),
      [],
    ]);
  });

  it("carries unsaved changes over too, which are what the form shows", () => {
    profile.filings.keep(id, withScope("一"));
    profile.filings.save(id, withScope("一"));
    profile.filings.keep(id, withScope("二"));
    leaveInOlderForm("filings", formerContent("一", "旧路"));
    leaveInOlderForm("working_copies", formerContent("二", "新路"));
    open().bringToPresentForm();
    const filing = createFilingStore(
      profile.database,
      profile.key,
      profile.now,
    ).get(id);
    expect([
      filing?.content.fields.street,
      filing?.workingCopy?.content.fields.street,
      filing?.toCheck,
    ]).toEqual(["旧路", "新路", asked("新路")]);
  });

  it("is found after a crash in the older form, and taken in the present one", () => {
    profile.filings.keep(id, withScope("一"));
    profile.filings.rescue({
      filingId: id,
      reason: "crash",
      typedAt: profile.now().toISOString(),
      leftAt: null,
      content: withScope("二"),
      base: { content: null, isCopy: false },
    });
    const [row] = profile.filings.rescued();
    const place = { table: "rescued_contents", column: "sealed" };
    const former = formerContent("二", "旧路");
    profile.database
      .prepare("UPDATE rescued_contents SET sealed = ?")
      .run(
        sealJson(
          profile.key,
          { ...place, id: row?.id ?? "" },
          { content: former, base: { content: former, isCopy: false } },
        ),
      );
    const filings = open();
    const [found] = filings.rescued();
    filings.takeRescued(found?.id ?? "");
    expect([
      found?.base.content?.fields.street,
      filings.get(id)?.content.fields.street,
    ]).toEqual(["旧路", "旧路"]);
  });
});

/** What another client sealed in this column, its contents changed. */
function rewrite(
  column: "sealed_standing" | "sealed_server_record",
  change: (stored: unknown) => unknown,
): void {
  const place = { table: "filings", column, id };
  const sealed = profile.database
    .prepare(`SELECT ${column} FROM filings WHERE id = ?`)
    .pluck()
    .get(id) as Buffer;
  const stored = change(openJson(profile.key, place, sealed));
  profile.database
    .prepare(`UPDATE filings SET ${column} = ? WHERE id = ?`)
    .run(sealJson(profile.key, place, stored), id);
}

/** Every content in it, by its 经营范围, as the given client stored it. */
function withEveryContent(
  stored: unknown,
  as: (scope: string, content: object) => object,
): unknown {
  if (Array.isArray(stored))
    return stored.map((each) => withEveryContent(each, as));
  if (typeof stored !== "object" || stored === null) return stored;
  if ("fields" in stored) {
    const { fields } = stored as FilingContent;
    return as(fields.businessScope, stored);
  }
  return Object.fromEntries(
    Object.entries(stored).map(([key, value]) => [
      key,
      withEveryContent(value, as),
    ]),
  );
}

/** Every row that keeps contents beside its own: under a change that waits, and as the API has them. */
const keptBeside: Readonly<Record<string, () => void>> = {
  "a waiting save": () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("服务器") }),
    );
    profile.filings.save(id, withScope("一"));
  },
  "unsaved changes that another machine's change stands against": () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("一") }),
    );
    profile.filings.keep(id, withScope("二"));
    profile.filings.applyServerRecord(
      exampleRecord({ version: 2, content: withScope("服务器") }),
    );
  },
  "a waiting deletion": () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("服务器") }),
    );
    profile.filings.save(id, withScope("一"));
    profile.filings.keep(id, withScope("二"));
    profile.filings.delete(id);
  },
  "an amendment": () =>
    profile.filings.applyServerRecord(
      exampleRecord({
        kind: "amendment",
        approval: exampleApproval(withScope("一")),
        content: withScope("二"),
      }),
    ),
};

describe.each(Object.keys(keptBeside))("the contents beside %s", (kind) => {
  const leave = (as: (scope: string) => object): void => {
    for (const column of ["sealed_standing", "sealed_server_record"] as const)
      rewrite(column, (stored) => withEveryContent(stored, as));
  };

  it("are carried over from an older form at sign-in", () => {
    keptBeside[kind]?.();
    const before = profile.filings.get(id);
    leave((scope) => formerContent(scope, "荣华中路"));
    open().bringToPresentForm();
    // From here on no change is known any more.
    const carried = createFilingStore(
      profile.database,
      profile.key,
      profile.now,
    ).get(id);
    const asTyped = (filing: LocalFiling | null): string =>
      JSON.stringify(
        withEveryContent(filing, (scope) => ({ scope })),
        (name, value: unknown) => (name === "toCheck" ? [] : value),
      );
    expect([carried?.formVersion, asTyped(carried)]).toEqual([
      1,
      asTyped(before),
    ]);
    withEveryContent(carried, (_scope, content) => {
      expect(filingContentSchema.safeParse(content).success).toBe(true);
      return content;
    });
  });

  it("are of the first form where a client before the version was kept sealed them", () => {
    keptBeside[kind]?.();
    const before = profile.filings.get(id);
    leave(withScope);
    expect(open().get(id)).toEqual(before);
  });
});

describe("what an older form leaves to be looked at", () => {
  const toCheck = asked("旧路");
  const draft = () => {
    profile.filings.keep(id, withScope("一"));
    leaveInOlderForm("filings", formerContent("一", "旧路"));
    return open();
  };
  const toCheckOf = (filings: FilingStore, filingId: string | null) =>
    filings.get(filingId ?? "")?.toCheck;

  it("is handed on by 撤销删除", () => {
    profile.filings.save(id, withScope("一"));
    profile.filings.delete(id);
    rewrite("sealed_standing", (stored) =>
      withEveryContent(stored, (scope) => formerContent(scope, "旧路")),
    );
    const filings = open();
    filings.bringToPresentForm();
    filings.undoDelete(id);
    const content = filings.get(id)?.content;
    expect([
      filingContentSchema.safeParse(content).success,
      toCheckOf(filings, id),
    ]).toEqual([true, toCheck]);
  });

  it("is handed on by 重新办理", () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("一") }),
    );
    leaveInOlderForm("filings", formerContent("一", "旧路"));
    const filings = open();
    filings.markFailure(id, { code: "sync-companion-forgot" });
    expect(toCheckOf(filings, filings.startOver(id))).toEqual(toCheck);
    filings.markFailure(id, {
      code: "sync-companion-forgot",
      facts: { state: "to-submit" },
    });
    filings.startOver(id);
    expect(toCheckOf(filings, id)).toEqual(toCheck);
  });

  it("is handed on by 转入在办申请", () => {
    const target = "7a0f3f57-0a51-4b7e-9a53-9b7f2c1d0e11";
    const filings = draft();
    filings.save(target, withScope("在办"));
    filings.carryOver(id, target);
    expect([
      filings.get(target)?.workingCopy?.content.fields.street,
      toCheckOf(filings, target),
      toCheckOf(filings, id),
    ]).toEqual(["旧路", toCheck, toCheck]);
  });

  it("is handed on by 恢复, also of what was given up after it was carried over", () => {
    profile.filings.save(id, withScope("一"));
    profile.filings.keep(id, withScope("二"));
    leaveInOlderForm("working_copies", formerContent("二", "旧路"));
    const filings = open();
    filings.bringToPresentForm();
    filings.dropWorkingCopy(id);
    filings.save(id, withScope("三"));
    const cleared = toCheckOf(filings, id);
    filings.takeRescued(filings.rescued()[0]?.id ?? "");
    expect([cleared, toCheckOf(filings, id)]).toEqual([[], toCheck]);
  });

  it("stays with a draft whose filing was deleted on another machine", () => {
    profile.filings.applyServerRecord(
      exampleRecord({ content: withScope("一") }),
    );
    profile.filings.keep(id, withScope("二"));
    leaveInOlderForm("working_copies", formerContent("二", "旧路"));
    const filings = open();
    filings.applyServerRecord(exampleRecord({ version: 2, isRemoved: true }));
    expect([filings.get(id)?.state, toCheckOf(filings, id)]).toEqual([
      "draft",
      toCheck,
    ]);
  });
});

describe("a content of the present form", () => {
  it("names its form; one stored before that was kept is of the first, and typed back to what is saved leaves nothing unsaved", () => {
    profile.filings.keep(id, withScope("一"));
    profile.filings.save(id, withScope("一"));
    leaveInOlderForm("filings", withScope("一"));
    const filings = open();
    filings.bringToPresentForm();
    filings.keep(id, withScope("一"));
    expect([
      filings.get(id)?.formVersion,
      filings.get(id)?.toCheck,
      filings.get(id)?.workingCopy,
      readStoredForm(withScope("一")).formVersion,
    ]).toEqual([1, [], null, 1]);
    expect(
      createFilingTable(profile.database, profile.key).read(id)?.content,
    ).toEqual(withScope("一"));
  });
});
