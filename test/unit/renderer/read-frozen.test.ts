import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readFrozen } from "../../../src-renderer/filings/read-frozen.ts";
import { emptyFilingContent } from "../../../src-shared/filings/filing-content.ts";
import { freezeSubmission } from "../../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

function makeFrozen() {
  const submissionId = randomUUID();
  const frozen = freezeSubmission({
    companionOrigin: "https://filing.example.cn",
    submissionId,
    filingId: randomUUID(),
    kind: "new",
    baseVersion: 1,
    frozenAt: new Date("2026-02-26T06:03:00Z"),
    content: emptyFilingContent({
      uscc: "91110000MA001234XY",
      enterpriseName: "测试企业",
    }),
  });
  const digest = createHash("sha256").update(frozen).digest("hex");
  return { submissionId, frozen, digest, isSignatureNeeded: true };
}

async function codeOf(answer: ReturnType<typeof makeFrozen>) {
  try {
    await readFrozen(answer);
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : "defect";
  }
}

describe("reading what will be signed", () => {
  it("shows what the frozen bytes say", async () => {
    const answer = makeFrozen();
    const { submission } = await readFrozen(answer);
    expect(submission.fields.enterpriseName).toBe("测试企业");
  });

  it("refuses bytes whose digest is not the one that would be signed", async () => {
    const answer = makeFrozen();
    expect([
      await codeOf({ ...answer, digest: "0".repeat(64) }),
      await codeOf({ ...answer, submissionId: randomUUID() }),
      await codeOf({ ...answer, frozen: answer.frozen.replace("{", "{ ") }),
    ]).toEqual([
      "frozen-bytes-differ",
      "frozen-bytes-differ",
      "frozen-bytes-malformed",
    ]);
  });
});
