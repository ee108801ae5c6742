import { describe, expect, it } from "vitest";
import {
  idNumberCheckCharacter,
  isIdNumberConsistent,
  isIdNumberShape,
} from "../../../src-shared/identity/id-number.ts";

describe("公民身份号码", () => {
  // The examples of GB 11643-1999.
  it.each(["11010519491231002X", "440524188001010014"])(
    "knows %s as right",
    (idNumber) => {
      expect(isIdNumberConsistent(idNumber)).toBe(true);
    },
  );

  it("has seventeen digits and a digit or X", () => {
    for (const wrong of [
      "11010519491231002x",
      "1101051949123100X2",
      "1101051949123100",
      "１１０１０５１９４９１２３１００２X",
    ])
      expect(isIdNumberShape(wrong)).toBe(false);
  });

  it("notices every changed digit and every day that never was", () => {
    const idNumber = "11010519491231002X";
    for (let at = 0; at < 17; at += 1) {
      const digit = (Number(idNumber.charAt(at)) + 1) % 10;
      const changed = `${idNumber.slice(0, at)}${String(digit)}${idNumber.slice(at + 1)}`;
      expect(isIdNumberConsistent(changed)).toBe(false);
    }
    const first17 = "11010520230229002";
    expect(
      isIdNumberConsistent(`${first17}${idNumberCheckCharacter(first17)}`),
    ).toBe(false);
  });
});
