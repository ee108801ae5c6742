import { describe, expect, it } from "vitest";
import {
  filesOutsideList,
  printedApplication,
} from "../../../src-renderer/ui/printed-application.ts";
import {
  emptyFilingContent,
  type Attachment,
} from "../../../src-shared/filings/filing-content.ts";

const pdf: Attachment = {
  fileName: "二手车.pdf",
  size: 2048,
  mediaType: "application/pdf",
  sha256: "c".repeat(64),
};

function makeFields() {
  const { fields } = emptyFilingContent({
    uscc: "91110000MA001234XY",
    enterpriseName: "测试企业",
  });
  return {
    ...fields,
    provinceCode: "110000",
    cityCode: "110100",
    street: "荣华中路10号",
    enterpriseCategory: "manufacturer" as const,
    operatingFrom: "2024-02-28",
    isOperatingLongTerm: true,
  };
}

describe("the printed application", () => {
  it("has the parts and labels of the form in the manual's order", () => {
    const parts = printedApplication(makeFields(), { officialLetter: pdf });
    expect(
      parts.map(({ title, entries, files }) => ({
        title,
        entries: entries.map(({ label }) => label),
        files: files.map(({ label }) => label),
      })),
    ).toEqual([
      {
        title: "1.基本信息",
        entries: [
          "企业名称",
          "经营地址",
          "统一社会信用代码",
          "海关代码",
          "企业性质",
          "企业类别",
          "法定代表人",
          "注册资本（万元）",
          "营业面积（㎡）",
          "成立日期",
          "从业人数（人）",
          "二手车出口从业人员数量（人）",
          "营业期限",
          "企业规模",
          "企业经营范围",
        ],
        files: ["营业执照正本影像", "营业执照副本影像", "公章影像"],
      },
      {
        title: "2.企业申报材料",
        entries: [],
        files: [
          "企业基本情况介绍",
          "业务经营情况",
          "二手车出口未来三年发展计划",
          "二手车出口业务实施方案",
          "企业公函",
          "企业承诺书",
          "《道路车辆生产企业及产品公告》证明",
        ],
      },
      {
        title: "3.企业联系人",
        entries: ["姓名", "公司职务", "手机", "邮箱"],
        files: [],
      },
    ]);
  });

  it("says regions, category and period in words", () => {
    const [basics] = printedApplication(makeFields(), {});
    const values = Object.fromEntries(
      (basics?.entries ?? []).map(({ label, value }) => [label, value]),
    );
    expect(values).toMatchObject({
      经营地址: "北京市 市辖区 荣华中路10号",
      企业类别: "生产企业",
      营业期限: "2024-02-28 至 长期有效",
      海关代码: "",
    });
  });

  it("names files that are sent although no row of this 企业类别 shows them", () => {
    expect(
      filesOutsideList(makeFields(), {
        officialLetter: pdf,
        financialProof: pdf,
        premisesProof: null,
      }),
    ).toEqual(["financialProof"]);
  });
});
