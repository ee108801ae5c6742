import { describe, expect, it } from "vitest";
import {
  problemTexts,
  sayProblem,
} from "../../../src-renderer/text/problem-texts.ts";
import { problemCodes } from "../../../src-shared/problems/problem.ts";

describe("what the screen says about a problem", () => {
  it("has a sentence and a next step for every code, without codes or exclamation marks", () => {
    const unfit = problemCodes.filter((code) => {
      const { sentence, nextStep } = sayProblem({ code });
      return [sentence, nextStep].some(
        (text) => !/^[^!！]+。$/.test(text) || text.includes(code),
      );
    });
    expect(unfit).toEqual([]);
  });

  it("knows no code that does not exist", () => {
    expect(Object.keys(problemTexts).toSorted()).toEqual(
      [...problemCodes].toSorted(),
    );
  });
});
