import { describe, expect, it } from "vitest";
import {
  checkCharacter,
  hasRightCheckCharacter,
  isUsccShape,
} from "../../../src-shared/identity/uscc.ts";

describe("统一社会信用代码", () => {
  // Published codes of well-known companies; the last is the example of GB 32100-2015.
  it.each(["91110000802100433B", "914403001922038216", "91350100M000100Y43"])(
    "knows %s as right",
    (uscc) => {
      expect(hasRightCheckCharacter(uscc)).toBe(true);
    },
  );

  it("has eighteen characters of the alphabet without I, O, S, V, Z", () => {
    expect(isUsccShape("99999901400000563P")).toBe(true);
    for (const wrong of [
      "9999990140000563P",
      "99999901400000563p",
      "9999990140000056IP",
      "",
    ])
      expect(isUsccShape(wrong)).toBe(false);
  });

  it("notices any changed digit", () => {
    const uscc = "91350100M000100Y43";
    for (let at = 0; at < 17; at += 1) {
      const changed = `${uscc.slice(0, at)}${uscc.charAt(at) === "7" ? "8" : "7"}${uscc.slice(at + 1)}`;
      expect(hasRightCheckCharacter(changed)).toBe(false);
    }
  });

  it("computes the check character of a new code", () => {
    expect(checkCharacter("91350100M000100Y4")).toBe("3");
  });
});
