import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fetchReceipt } from "../../../src-main/sync/fetch-receipt.ts";
import { sendSubmission } from "../../../src-main/sync/send-submission.ts";
import type { SendContext } from "../../../src-main/sync/send-context.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";
import { freezeSubmission } from "../../../src-shared/filings/frozen-submission.ts";
import { asOfOlderForm } from "../../fixtures/filings/as-of-older-form.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { exampleFilingId as id } from "../../fixtures/filings/example-record.ts";

const submissionId = "7f1d2f3e-8b0a-4c8a-9a47-0b8f5f0d7b11";
const frozen = asOfOlderForm(
  freezeSubmission({
    companionOrigin: "https://filing.example.cn",
    submissionId,
    filingId: id,
    kind: "new",
    baseVersion: 1,
    frozenAt: new Date("2026-11-23T01:02:03Z"),
    content: exampleFiling("manufacturer"),
  }),
);
const digest = createHash("sha256").update(frozen).digest("hex");

/** A client of the present form, the API's answer, and what is taken as expected of the receipt. */
function trial(filing: Partial<SyncedFiling>) {
  const expected: unknown[] = [];
  const taken: string[] = [];
  const context = {
    filings: {
      get: () => filing,
      acceptSubmission: (accepted: string) => void taken.push(accepted),
      putReceipt: () => void taken.push("receipt"),
    },
    client: {
      call: async () => ({ frozen, signature: null, receipt: {}, filing: {} }),
    },
    attachments: { size: () => null },
    receipts: {
      accept: async (_receipt: unknown, of: unknown) => void expected.push(of),
    },
    uscc: "99999901400000563P",
    meter: { begin: () => undefined },
    posting: new Map(),
    isHeldBack: () => false,
    caughtUp: async () => undefined,
    onChanged: () => undefined,
  } as unknown as SendContext;
  return { context, expected, taken };
}

const receiptOfTen = [
  {
    submissionId,
    filingId: id,
    uscc: "99999901400000563P",
    digest,
    isSigned: false,
    fileCount: 10,
  },
];

describe("a submission that was frozen in an older form", () => {
  it("is sent again byte for byte, and its receipt taken", async () => {
    const { context, expected, taken } = trial({
      id,
      pending: null,
      failure: null,
      serverVersion: 2,
      latestSubmission: { id: submissionId, digest, receivedAt: "" },
      outgoing: {
        submissionId,
        frozen,
        digest,
        signature: null,
        state: "sending",
        baseVersion: 1,
        turn: 1,
      },
    });
    await sendSubmission(context, id);
    expect([expected, taken]).toEqual([receiptOfTen, [submissionId]]);
  });

  it("on another machine brings its receipt", async () => {
    const filing = {
      id,
      latestSubmission: { id: submissionId, digest, receivedAt: "" },
    } as SyncedFiling;
    const { context, expected, taken } = trial(filing);
    await fetchReceipt({ ...context, token: "" }, filing);
    expect([expected, taken]).toEqual([receiptOfTen, ["receipt"]]);
  });
});
