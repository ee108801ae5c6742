import { describe, expect, it } from "vitest";
import {
  brokenPasswordRules,
  passwordStrength,
} from "../../../src-shared/identity/password.ts";
import { hostileInputs } from "../accounts/hostile-inputs.ts";

describe("密码", () => {
  it("has 10 to 20 characters with both cases, a digit and a sign", () => {
    expect(brokenPasswordRules("Ershouche-2026")).toEqual([]);
    expect(brokenPasswordRules("Aa1!Aa1!Aa")).toEqual([]);
    expect(brokenPasswordRules("Aa1!Aa1!A")).toEqual(["length"]);
    expect(brokenPasswordRules(`Aa1!${"x".repeat(17)}`)).toEqual(["length"]);
    expect(brokenPasswordRules("ershouche2")).toEqual(["upper-case", "sign"]);
    expect(brokenPasswordRules("ERSHOUCHE--")).toEqual(["lower-case", "digit"]);
  });

  it("has no space and nothing that some keyboards lack", () => {
    for (const wrong of [
      "Ershouche 2026!",
      "Ershouche２026!",
      "Ershouche2026！!",
    ])
      expect(brokenPasswordRules(wrong)).toEqual(["characters"]);
  });

  it.each(Object.entries(hostileInputs))("is never %s", (_name, text) => {
    expect(brokenPasswordRules(text)).not.toEqual([]);
  });

  it("is told as weak, medium or strong", () => {
    expect(passwordStrength("Aa1!")).toBe("weak");
    expect(passwordStrength("Admin1234!")).toBe("weak");
    expect(passwordStrength("Aa1!Aa1!Aa1!")).toBe("weak");
    expect(passwordStrength("Xm7-kq2Lp9")).toBe("medium");
    expect(passwordStrength("Xm7-kq2Lp9_vTz4")).toBe("strong");
  });
});
