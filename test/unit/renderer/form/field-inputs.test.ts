import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  inputOf,
  type TextFieldName,
} from "../../../../src-renderer/drafts/field-inputs.ts";

/** What stands in the field after typing one character after the other, and after leaving it. */
function type(name: TextFieldName, text: string): string {
  const { accept, settle } = inputOf(name);
  return settle(
    Array.from(text).reduce(
      (held, character) => accept(held + character, held),
      "",
    ),
  );
}

function paste(name: TextFieldName, text: string): string {
  const { accept, settle } = inputOf(name);
  return settle(accept(text, ""));
}

describe("typing into a field", () => {
  it.each<[TextFieldName, string, string]>([
    ["registeredCapital", "1,000.5万", "1000.5"],
    ["registeredCapital", "１２３．４５", "123.45"],
    ["registeredCapital", "12。5", "12.5"],
    ["registeredCapital", "1.2.3", "1.23"],
    ["registeredCapital", "0.1234567", "0.123456"],
    ["registeredCapital", ".5", "0.5"],
    ["registeredCapital", "007", "7"],
    ["registeredCapital", "5.", "5"],
    ["registeredCapital", "-12e3", "123"],
    ["registeredCapital", "1234567890123", "123456789012"],
    ["businessArea", "88.888", "88.88"],
    ["employeeCount", "1 000人", "1000"],
    ["employeeCount", "３００", "300"],
    ["exportStaffCount", "00", "0"],
    ["establishedOn", "20240226", "2024-02-26"],
    ["establishedOn", "2024-2-6", "2024-02-06"],
    ["establishedOn", "2024/2/26", "2024-02-26"],
    ["establishedOn", "2024.2.26", "2024-02-26"],
    ["establishedOn", "2024年2月26日", "2024-02-26"],
    ["establishedOn", "２０２４０２２６", "2024-02-26"],
    ["establishedOn", "20240230", "20240230"],
    ["establishedOn", "2024-2", "2024-2"],
    ["customsCode", "1111960ab1", "1111960AB1"],
    ["customsCode", "１１１１960ab12", "1111960AB1"],
    ["contactMobile", "138-1111-1111", "13811111111"],
    ["contactMobile", "138111111112", "13811111111"],
    ["contactEmail", " li＠ec.com.cn ", "li@ec.com.cn"],
    ["enterpriseName", " 测试（北京）企业 ", "测试（北京）企业"],
  ])("%s: %s becomes %s", (name, typed, expected) => {
    expect(type(name, typed)).toBe(expected);
  });

  it.each<[TextFieldName, string, string]>([
    ["registeredCapital", "1,000,000.5", "1000000.5"],
    ["contactMobile", "+86 138 1111 1111", "13811111111"],
    ["establishedOn", "2024年2月26日", "2024-02-26"],
  ])("%s: pasting %s becomes %s", (name, pasted, expected) => {
    expect(paste(name, pasted)).toBe(expected);
  });

  it("does not cut a pasted number with too many decimals into another number", () => {
    expect(paste("businessArea", "12.345")).toBe("12.345");
  });

  it("lets a decimal in the middle be corrected", () => {
    const { accept } = inputOf("businessArea");
    expect(accept("1.25", "1.2")).toBe("1.25");
    expect(accept("1.235", "1.25")).toBe("1.25");
    expect(accept("1.2", "1.25")).toBe("1.2");
  });

  it("leaves its own results alone, so that a field never changes by being left twice", () => {
    const names: TextFieldName[] = [
      "registeredCapital",
      "employeeCount",
      "establishedOn",
      "customsCode",
      "contactMobile",
      "contactEmail",
      "enterpriseName",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.string({ unit: "grapheme", maxLength: 20 }),
        (name, text) => {
          const { accept, settle } = inputOf(name);
          const once = settle(accept(text, ""));
          expect(settle(accept(once, once))).toBe(once);
        },
      ),
    );
  });
});
