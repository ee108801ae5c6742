import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFilingStore } from "../../../src-main/filings/filing-store.ts";
import { createFilingTable } from "../../../src-main/filings/filing-table-store.ts";
import { readStoredForm } from "../../../src-main/filings/stored-form.ts";
import { sealJson } from "../../../src-main/storage/sealed.ts";
import type { FormChange } from "../../../src-shared/filings/older-forms.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleFilingId as id,
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
