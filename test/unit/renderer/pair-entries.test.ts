import { describe, expect, it } from "vitest";
import { pairEntries } from "../../../src-renderer/printing/pair-entries.ts";

describe("the entries of a printed part", () => {
  it("stand two in a row in their order, long ones alone", () => {
    const entry = (label: string, value = "短", isLong = false) => ({
      label,
      value,
      isLong,
    });
    const rows = pairEntries([
      entry("企业名称"),
      entry("经营地址", "北京市 市辖区 东城区 荣华中路某某大厦1号"),
      entry("海关代码"),
      entry("企业性质"),
      entry("企业规模"),
      entry("企业经营范围", "测试", true),
    ]);
    expect(rows.map((row) => row.map(({ label }) => label))).toEqual([
      ["企业名称"],
      ["经营地址"],
      ["海关代码", "企业性质"],
      ["企业规模"],
      ["企业经营范围"],
    ]);
  });
});
