import { describe, expect, it } from "vitest";
import { judgeFailure } from "../../../src-main/sync/judge-failure.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

describe("what stops a filing on its way", () => {
  it.each([
    ["attachment-locked", "later"],
    ["storage-disk-full", "later"],
    ["storage-not-writable", "later"],
    ["attachment-store-damaged", "row"],
  ] as const)("%s: %s", (code, consequence) => {
    expect(judgeFailure(new ProblemError(code))).toBe(consequence);
  });
});
