import { describe, expect, it } from "vitest";
import { maskName, redact } from "../../../src-main/diagnostics/redact.ts";

describe("a text in a diagnostic report", () => {
  it.each([
    ["张三 110101199003074514", "张三 …"],
    ["11010119900307451X", "…"],
    ["电话13811111111转", "电话…转"],
    ["138 1111 1111 或 0571-8888-6666", "… 或 …"],
    ["信息中心 wang.jianguo@mail.example.cn", "信息中心 …"],
    ["SoftHSM slot ID 0x6f1c5e3a", "SoftHSM slot ID …"],
    ["/home/zhangsan/drivers/p11.so", "/home/…/drivers/p11.so"],
    ["C:\\Users\\张三\\gm3000.dll", "C:\\Users\\…\\gm3000.dll"],
    ["label\0\u0001with controls  ", "label with controls"],
  ])("hides what could name a person or a piece: %j", (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it.each([
    "GM3000RSA",
    "C:\\Windows\\System32\\gm3000_pkcs11.dll",
    "ShuttleCsp11_3003_X64.dll",
    "SoftHSM project",
    "演示电子钥匙",
    "2.61",
    "2026-03-01",
  ])("leaves what names a product: %j", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("hides serial numbers wherever they stand, and is never long", () => {
    expect(redact("key S-77AB of 张三", ["S-77AB", ""])).toBe("key … of 张三");
    expect(redact("长".repeat(1000))).toHaveLength(200);
  });

  it("leaves of a name its first character", () => {
    expect([maskName("张三"), maskName("𠮷田"), maskName("")]).toEqual([
      "张*",
      "𠮷*",
      "",
    ]);
  });
});
