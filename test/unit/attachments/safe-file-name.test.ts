import { describe, expect, it } from "vitest";
import { safeFileName } from "../../../src-main/attachments/safe-file-name.ts";

describe("a safe file name", () => {
  it.each([
    ["实施方案 v2.docx", "docx", "实施方案 v2.docx"],
    ["🚗 出口.pdf", "pdf", "🚗 出口.pdf"],
    ["../../etc/passwd.docx", "docx", "_.._etc_passwd.docx"],
    ["..\\..\\windows\\win.ini.doc", "doc", "_.._windows_win.ini.doc"],
    ["C:\\a.docx", "docx", "C__a.docx"],
    ["CON.docx", "docx", "_CON.docx"],
    ["nul.tar.docx", "docx", "_nul.tar.docx"],
    ["Com¹.docx", "docx", "_Com¹.docx"],
    ["a\0b\nc.docx", "docx", "a_b_c.docx"],
    ["trailing. . .docx", "docx", "trailing.docx"],
    [".docx", "docx", "docx.docx"],
    ["...", "pdf", "attachment.pdf"],
    ["", "pdf", "attachment.pdf"],
    ["setup.exe", "docx", "setup.docx"],
    ["\u202excod.exe", "docx", "xcod.docx"],
    ["lone \ud800 half.doc", "doc", "lone _ half.doc"],
  ])("of %j with the ending %s is %j", (name, ending, safe) => {
    expect(safeFileName(name, ending)).toBe(safe);
  });

  it("is short enough for every disk and keeps whole characters and its ending", () => {
    for (const name of ["长".repeat(255), "🚗".repeat(255), "a".repeat(1000)]) {
      const safe = safeFileName(`${name}.docx`, "docx");
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
      expect(safe).toMatch(/^(长|🚗|a)+\.docx$/u);
    }
  });
});
