import { describe, expect, it } from "vitest";
import type { CertificateExtension } from "../../../src-shared/certificates/certificate.ts";
import {
  extractUscc,
  hasOldCode,
} from "../../../src-shared/certificates/extract-uscc.ts";

const code = "91110000710925000X";
const otherCode = "91310000132202000Y";
const bytesOf = (text: string) => new TextEncoder().encode(text);

function extension(oid: string, content: Uint8Array): CertificateExtension {
  return { oid, isCritical: false, content };
}
const tagged = (tag: number, content: Uint8Array) =>
  Uint8Array.of(tag, content.length, ...content);

const printable = tagged(0x13, bytesOf(code));

describe("the unified code in a certificate", () => {
  it.each([
    ["PrintableString", printable],
    ["UTF8String", tagged(0x0c, bytesOf(code))],
    ["raw text", bytesOf(code)],
    ["an implicit context tag", tagged(0x80, bytesOf(code))],
    ["an explicit context tag", tagged(0xa0, printable)],
    ["a primitive context tag around a string", tagged(0x81, printable)],
    [
      "a sequence",
      tagged(
        0x30,
        Uint8Array.of(...tagged(0x13, bytesOf("other")), ...printable),
      ),
    ],
    ["an octet string in the octet string", tagged(0x04, printable)],
  ])("is read from an extension as %s", (_, content) => {
    expect(extractUscc([], [extension("1.2.156.10260.4.4", content)])).toEqual({
      value: code,
      foundIn: "extension 1.2.156.10260.4.4",
    });
  });

  it("is taken from the extensions in their order of trust, whatever order they stand in", () => {
    const oids = [
      "1.2.156.10260.4.1.5",
      "1.2.156.10260.4.1.3",
      "1.2.86.11.7.4",
      "1.2.156.10260.4.1.4",
      "1.2.156.10260.4.4",
    ];
    const extensions = oids.map((oid) => extension(oid, printable));
    const found = oids.map(
      (_, index) => extractUscc([], extensions.slice(0, index + 1))?.foundIn,
    );
    expect(found).toEqual(oids.map((oid) => `extension ${oid}`));
  });

  it.each([
    ["2.5.4.5", code],
    ["2.5.4.3", `051@测试企业@N${code}@1`],
    ["2.5.4.3", `051@测试企业@${code}@1`],
    ["2.5.4.11", `统一社会信用代码:${code}`],
    ["2.5.4.10", `测试企业(${code})`],
    ["2.5.4.97", `NTRCN-${code}`],
  ])("is read from subject %s: %s", (oid, value) => {
    expect(extractUscc([{ oid, value }], [])).toEqual({
      value: code,
      foundIn: `subject ${oid}`,
    });
  });

  it("prefers extension over subject, and serial number over name", () => {
    const subject = [
      { oid: "2.5.4.3", value: `051@x@N${otherCode}@1` },
      { oid: "2.5.4.5", value: code },
    ];
    expect(extractUscc(subject, [])?.value).toBe(code);
    expect(
      extractUscc(subject, [extension("1.2.86.11.7.4", bytesOf(otherCode))])
        ?.value,
    ).toBe(otherCode);
  });

  it("is taken from the subject's attributes in their order of trust, whatever order they stand in", () => {
    const attributes = [
      { oid: "2.5.4.97", value: `NTRCN-${code}` },
      { oid: "2.5.4.10", value: `测试企业(${code})` },
      { oid: "2.5.4.11", value: code },
      { oid: "2.5.4.3", value: `051@测试企业@N${code}@1` },
      { oid: "2.5.4.5", value: code },
    ];
    const found = attributes.map(
      (_, index) => extractUscc(attributes.slice(0, index + 1), [])?.foundIn,
    );
    expect(found).toEqual(attributes.map(({ oid }) => `subject ${oid}`));
  });

  it("is taken from GM/T 0015's tax number only where it has the code's shape", () => {
    const taxNumber = extension(
      "1.2.156.10260.4.1.5",
      bytesOf("110108600040399"),
    );
    expect(extractUscc([], [taxNumber])).toBeNull();
  });

  it.each([
    ["2.5.4.5", `${code}1`],
    ["2.5.4.5", code.slice(1)],
    ["2.5.4.5", code.replace("X", "O")],
    ["2.5.4.3", code],
    ["2.5.4.7", code],
  ])("is not found in subject %s: %s", (oid, value) => {
    expect(extractUscc([{ oid, value }], [])).toBeNull();
  });

  it("passes over an extension that holds something else", () => {
    const other = extension("1.2.156.10260.4.1.5", bytesOf("12345"));
    expect(
      extractUscc([{ oid: "2.5.4.5", value: code }], [other])?.foundIn,
    ).toBe("subject 2.5.4.5");
  });

  it("tells a code of 13 digits as an old one", () => {
    expect(
      hasOldCode([{ oid: "2.5.4.3", value: "051@x@N1100000123456@1" }], []),
    ).toBe(true);
    expect(
      hasOldCode(
        [],
        [extension("1.2.156.10260.4.1.3", bytesOf("1100000123456"))],
      ),
    ).toBe(true);
    expect(hasOldCode([{ oid: "2.5.4.5", value: code }], [])).toBe(false);
  });
});
