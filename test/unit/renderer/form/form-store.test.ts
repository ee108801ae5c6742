import { describe, expect, it } from "vitest";
import { createFilingForm } from "../../../../src-renderer/drafts/form-store.ts";
import {
  countOpen,
  filesKeptAside,
} from "../../../../src-renderer/drafts/form-parts.ts";
import { fileLabels } from "../../../../src-renderer/text/field-labels.ts";
import { placeName } from "../../../../src-renderer/text/form-text.ts";
import {
  basicFieldOrder,
  contactFieldOrder,
} from "../../../../src-renderer/ui/form-order.ts";
import { filesOfCategory } from "../../../../src-shared/filings/file-lists.ts";
import { emptyFilingContent } from "../../../../src-shared/filings/filing-content.ts";

const file = {
  fileName: "二手车.pdf",
  size: 10,
  mediaType: "application/pdf",
  sha256: "a".repeat(64),
};

function openForm() {
  let changes = 0;
  const form = createFilingForm({
    content: emptyFilingContent({
      uscc: "91110000MA01ABCD1X",
      enterpriseName: "测试企业",
    }),
    now: () => new Date("2024-02-26T04:00:00Z"),
    onChange: () => {
      changes += 1;
    },
  });
  return { form, state: form.store.getState, changes: () => changes };
}

describe("the form's store", () => {
  it("says a problem when the field is left, not while it is typed", () => {
    const { form, state } = openForm();
    form.change({ contactMobile: "1381" });
    expect(state().shown).toEqual({});
    form.leave(["contactMobile"]);
    expect(state().shown).toEqual({
      contactMobile: { place: "contactMobile", code: "mobile-shape" },
    });
  });

  it("takes a problem away as soon as it is mended, and says no other one before the field is left again", () => {
    const { form, state } = openForm();
    form.change({ contactMobile: "1381" });
    form.leave(["contactMobile"]);
    form.change({ contactMobile: "" });
    expect(state().shown).toEqual({});
    form.leave(["contactMobile"]);
    expect(state().shown.contactMobile?.code).toBe("required");
  });

  it("judges again a field that was left when the field it depends on is left", () => {
    const { form, state } = openForm();
    form.change({ employeeCount: "100", exportStaffCount: "80" });
    form.leave(["employeeCount", "exportStaffCount"]);
    form.change({ employeeCount: "50" });
    form.leave(["employeeCount"]);
    expect(state().shown).toEqual({
      exportStaffCount: {
        place: "exportStaffCount",
        code: "more-than-employees",
      },
    });
  });

  it("puts the text in order when the field is left, and tells the autosave", () => {
    const { form, state, changes } = openForm();
    form.change({ establishedOn: "20240223" });
    form.leave(["establishedOn"]);
    expect(state().fields.establishedOn).toBe("2024-02-23");
    expect(changes()).toBe(2);
    form.leave(["establishedOn"]);
    expect(changes()).toBe(2);
  });

  it("lists the problems of 保存信息 in the order of the form", () => {
    const { form } = openForm();
    form.change({ enterpriseCategory: "distributor" });
    const places = form.showAllProblems().map(({ place }) => place);
    const files = filesOfCategory("distributor").map(({ kind }) => kind);
    const inFormOrder = [...basicFieldOrder, ...files, ...contactFieldOrder];
    expect(places).toEqual(
      inFormOrder.filter((place) => places.includes(place)),
    );
    expect(places.slice(0, 3).map(placeName)).toEqual([
      "经营地址 省",
      "经营地址 市",
      "经营地址 精确到街道门牌号",
    ]);
    expect(places).toContain("financialProof");
    expect(placeName("financialProof")).toBe(fileLabels.financialProof);
  });

  it("counts per part what is still open", () => {
    const { form, state } = openForm();
    form.change({ enterpriseCategory: "manufacturer", contactName: "小李" });
    const { problems } = state().check;
    expect(countOpen(problems, "files")).toBe(7);
    expect(countOpen(problems, "contact")).toBe(3);
    form.attach("officialLetter", file);
    expect(countOpen(state().check.problems, "files")).toBe(6);
  });

  it("keeps the files of the other 企业类别 aside, and has them back afterwards", () => {
    const { form, state } = openForm();
    form.change({ enterpriseCategory: "distributor" });
    form.attach("premisesProof", file);
    form.attach("officialLetter", file);
    form.change({ enterpriseCategory: "manufacturer" });
    expect(filesKeptAside("manufacturer", state().files)).toEqual([
      "premisesProof",
    ]);
    expect(form.content().files.premisesProof).toEqual(file);
    form.change({ enterpriseCategory: "distributor" });
    expect(filesKeptAside("distributor", state().files)).toEqual([]);
  });

  it("checks the dictionaries' options once they are known", () => {
    const { form, state } = openForm();
    form.change({ enterpriseNature: "国企" });
    const places = () => state().check.problems.map(({ place }) => place);
    expect(places()).not.toContain("enterpriseNature");
    form.learn({
      enterpriseNatures: ["国有企业"],
      enterpriseScales: [],
      regionsEdition: "1",
    });
    expect(places()).toContain("enterpriseNature");
  });
});
