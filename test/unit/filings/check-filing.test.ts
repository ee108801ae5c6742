import { describe, expect, it } from "vitest";
import {
  checkFiling,
  type FilingProblem,
} from "../../../src-shared/filings/check-filing.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import {
  emptyFilingContent,
  type FieldName,
  type FilingFields,
} from "../../../src-shared/filings/filing-content.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";

const context = {
  now: new Date("2026-11-23T01:00:00Z"),
  enterpriseNatures: ["国有企业", "民营企业"],
  enterpriseScales: ["特大型企业", "小型企业"],
};

function problemsWith(
  changed: Partial<FilingFields>,
): readonly FilingProblem[] {
  const content = exampleFiling();
  return checkFiling(
    { ...content, fields: { ...content.fields, ...changed } },
    context,
  ).problems;
}

describe("the rules of the filing form", () => {
  it("finds nothing wrong with a complete filing of either category", () => {
    expect(
      checkFiling(exampleFiling("manufacturer"), context).problems,
    ).toEqual([]);
    expect(checkFiling(exampleFiling("distributor"), context).problems).toEqual(
      [],
    );
  });

  it("lists every open field and file of an empty form in the order of the form", () => {
    const empty = emptyFilingContent({
      uscc: "99999901400000563P",
      enterpriseName: "测试企业",
    });
    expect(
      checkFiling(empty, context).problems.map(({ place }) => place),
    ).toEqual([
      "provinceCode",
      "cityCode",
      "street",
      "customsCode",
      "enterpriseNature",
      "enterpriseCategory",
      "legalRepresentative",
      "registeredCapital",
      "businessArea",
      "establishedOn",
      "employeeCount",
      "exportStaffCount",
      "operatingFrom",
      "operatingUntil",
      "enterpriseScale",
      "businessScope",
      "businessLicenceOriginal",
      "businessLicenceDuplicate",
      "officialSeal",
      "enterpriseIntroduction",
      "businessOperations",
      "threeYearPlan",
      "implementationPlan",
      "officialLetter",
      "commitmentLetter",
      "contactName",
      "contactPosition",
      "contactMobile",
      "contactEmail",
    ]);
  });

  it("wants thirteen files of a 流通企业 and ten of a 生产企业", () => {
    expect(filesOfCategory("distributor")).toHaveLength(13);
    expect(filesOfCategory("manufacturer")).toHaveLength(10);
  });

  it("does not count a file that belongs to the other category", () => {
    const content = exampleFiling("manufacturer");
    const asDistributor = {
      ...content,
      fields: { ...content.fields, enterpriseCategory: "distributor" as const },
    };
    expect(
      checkFiling(asDistributor, context).problems.map(({ place }) => place),
    ).toEqual([
      "premisesProof",
      "appraiserQualificationProof",
      "salesCooperationProof",
      "financialProof",
    ]);
  });

  const refused: [FieldName, string, FilingProblem["code"]][] = [
    ["enterpriseName", "   ", "required"],
    ["enterpriseName", "企".repeat(101), "too-long"],
    ["street", "路".repeat(201), "too-long"],
    ["uscc", "99999901400000563O", "uscc-shape"],
    ["customsCode", "11111000a0", "customs-code-shape"],
    ["customsCode", "111110000", "customs-code-shape"],
    ["enterpriseNature", "别的", "not-in-list"],
    ["enterpriseScale", "别的", "not-in-list"],
    ["legalRepresentative", "潘".repeat(51), "too-long"],
    ["registeredCapital", "0", "not-positive"],
    ["registeredCapital", "0.0000001", "decimal-shape"],
    ["registeredCapital", "-1", "decimal-shape"],
    ["registeredCapital", "１００", "decimal-shape"],
    ["registeredCapital", "1e9", "decimal-shape"],
    ["businessArea", "1.234", "decimal-shape"],
    ["establishedOn", "2024-02-30", "date-shape"],
    ["establishedOn", "2026-11-24", "date-in-future"],
    ["employeeCount", "0", "below-one"],
    ["employeeCount", "1.5", "integer-shape"],
    ["exportStaffCount", "1001", "more-than-employees"],
    ["operatingFrom", "明天", "date-shape"],
    ["businessScope", "营".repeat(4001), "too-long"],
    ["contactMobile", "12811111111", "mobile-shape"],
    ["contactMobile", "+8613811111111", "mobile-shape"],
    ["contactEmail", "li@", "email-shape"],
    ["countyCode", "310101", "region-mismatch"],
    ["cityCode", "310100", "region-mismatch"],
  ];
  it.each(refused)("refuses %s = %j as %s", (place, value, code) => {
    const found = problemsWith({ [place]: value }).filter(
      (problem) => problem.place === place,
    );
    expect(found.map((problem) => problem.code)).toEqual([code]);
  });

  const accepted: [FieldName, string][] = [
    ["enterpriseName", "𠮷".repeat(100)],
    ["registeredCapital", "0.000001"],
    ["registeredCapital", "10000.50"],
    ["businessArea", "0.01"],
    ["establishedOn", "2026-11-23"],
    ["exportStaffCount", "0"],
    ["exportStaffCount", "1000"],
    ["customsCode", "110112AB9Z"],
    ["countyCode", "110105"],
    ["businessScope", "一\n二"],
  ];
  it.each(accepted)("accepts %s = %j", (place, value) => {
    expect(problemsWith({ [place]: value })).toEqual([]);
  });

  it("judges 成立日期 by the day in Shanghai, not by the machine's", () => {
    const content = exampleFiling();
    const justAfterMidnight = { now: new Date("2026-11-22T16:00:00Z") };
    const fields = { ...content.fields, establishedOn: "2026-11-23" };
    expect(
      checkFiling({ ...content, fields }, justAfterMidnight).problems,
    ).toEqual([]);
  });

  it("wants the end of 营业期限 after its start, unless it is 长期有效", () => {
    const sameDay = {
      isOperatingLongTerm: false,
      operatingUntil: "2024-02-28",
    };
    expect(problemsWith(sameDay)).toEqual([
      { place: "operatingUntil", code: "ends-before-start" },
    ]);
    expect(problemsWith({ ...sameDay, operatingUntil: "2024-02-29" })).toEqual(
      [],
    );
    expect(problemsWith({ ...sameDay, isOperatingLongTerm: true })).toEqual([]);
  });

  it("warns of a wrong check character and an early start, and blocks on neither", () => {
    const content = exampleFiling();
    const fields = { ...content.fields, operatingFrom: "2024-02-22" };
    expect(checkFiling({ ...content, fields }, context)).toEqual({
      problems: [],
      warnings: [
        { place: "uscc", code: "uscc-check-character" },
        { place: "operatingFrom", code: "starts-before-establishment" },
      ],
    });
  });
});
