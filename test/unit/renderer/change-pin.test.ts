import { describe, expect, it } from "vitest";
import { judgeNewPin } from "../../../src-renderer/ui/keys/judge-new-pin.ts";

const length = { least: 6, most: 16 };
const judge = (next: string, repeated = next, present = "12345678") =>
  judgeNewPin({ present, next, repeated }, length);

describe("a new PIN, before the key is asked", () => {
  it.each([
    ["abc12", "新密码为 6 至 16 位。"],
    ["a".repeat(17), "新密码为 6 至 16 位。"],
    ["12345678", "新密码与当前密码相同。"],
    ["密码密码密码密码", "请只使用半角的字母、数字和符号，不含空格。"],
    ["１２３４５６７", "请只使用半角的字母、数字和符号，不含空格。"],
    ["abc 12345", "请只使用半角的字母、数字和符号，不含空格。"],
  ])("is refused where it cannot be right: %j", (next, mistake) => {
    expect(judge(next)).toEqual({ next: mistake, repeated: null });
  });

  it("must be typed twice alike", () => {
    expect(judge("87654321", "8765432I")).toEqual({
      next: null,
      repeated: "两次输入的新密码不一致。",
    });
    expect(judge("Aa#87654321")).toEqual({ next: null, repeated: null });
  });
});
