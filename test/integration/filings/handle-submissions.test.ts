import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseFrozenSubmission } from "../../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleFilingId as filingId,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import { openFilingDesk, problemOf, type FilingDesk } from "./filing-desk.ts";

const pin = { pin: "12345678", isFinalTryConfirmed: false };

let desk: FilingDesk;
beforeEach(() => {
  desk = openFilingDesk();
});
afterEach(() => desk.profile.remove());

async function frozenFiling() {
  await desk.filings["filings.save"]({
    restsOn: null,
    filingId,
    content: exampleFiling(),
  });
  return desk.filings["filings.freeze"]({ filingId });
}

describe("上报", () => {
  it("freezes exactly what is saved, on the version that the waiting save will make", async () => {
    const frozen = await frozenFiling();
    expect(parseFrozenSubmission(frozen.frozen)).toMatchObject({
      submissionId: frozen.submissionId,
      filingId,
      baseVersion: 1,
      companionOrigin: "https://filing.example.cn",
      fields: exampleFiling().fields,
    });
    expect(frozen).toMatchObject({
      digest: createHash("sha256").update(frozen.frozen).digest("hex"),
      isSignatureNeeded: true,
    });
  });

  it("signs the frozen bytes as stored, once, and queues them", async () => {
    const { submissionId, digest, frozen } = await frozenFiling();
    const submit = () =>
      desk.filings["filings.submit"]({ submissionId, digest, ...pin });
    expect(await submit()).toMatchObject({
      state: "to-submit",
      sync: { kind: "queued", isSigned: true },
      actions: ["detail", "cancel-sending"],
    });
    await submit();
    expect(desk.signed).toEqual([frozen]);
    expect(desk.profile.filings.get(filingId)?.outgoing).toMatchObject({
      frozen,
      signature: "c2lnbmVk",
      state: "queued",
    });
  });

  it("needs no signature from an account", async () => {
    desk.person = { ...desk.person, via: "account" };
    const { submissionId, digest } = await frozenFiling();
    const row = await desk.filings["filings.submit"]({
      submissionId,
      digest,
      pin: null,
      isFinalTryConfirmed: false,
    });
    expect([row.sync, desk.signed]).toEqual([
      { kind: "queued", isSigned: false },
      [],
    ]);
  });

  it("queues nothing where the key refuses", async () => {
    const { submissionId, digest } = await frozenFiling();
    desk.sign = () => Promise.reject(new ProblemError("key-pin-wrong"));
    expect(
      await problemOf(() =>
        desk.filings["filings.submit"]({ submissionId, digest, ...pin }),
      ),
    ).toEqual({ code: "key-pin-wrong" });
    expect(desk.profile.filings.get(filingId)?.outgoing?.state).toBe("frozen");
  });

  it("queues nothing that was saved anew while the PIN was typed", async () => {
    const { submissionId, digest } = await frozenFiling();
    desk.sign = async () => {
      desk.profile.filings.save(filingId, withScope("二"));
      return "c2lnbmVk";
    };
    expect(
      await problemOf(() =>
        desk.filings["filings.submit"]({ submissionId, digest, ...pin }),
      ),
    ).toEqual({ code: "submission-unknown" });
    expect(desk.profile.filings.get(filingId)?.outgoing).toBeNull();
  });

  it("is refused for another digest, a filing with unsaved changes, and one that is not 待上报", async () => {
    const { submissionId } = await frozenFiling();
    expect(
      await problemOf(() =>
        desk.filings["filings.submit"]({
          submissionId,
          digest: "0".repeat(64),
          ...pin,
        }),
      ),
    ).toEqual({ code: "submission-unknown" });
    desk.profile.filings.keep(filingId, withScope("typed"));
    expect(
      await problemOf(() => desk.filings["filings.freeze"]({ filingId })),
    ).toEqual({ code: "filing-has-working-copy" });
    desk.profile.filings.dropWorkingCopy(filingId);
    desk.profile.filings.applyServerRecord(
      exampleRecord({ version: 2, state: "under-review" }),
    );
    expect(
      await problemOf(() => desk.filings["filings.freeze"]({ filingId })),
    ).toEqual({ code: "filing-action-not-allowed" });
  });

  it("is cancelled at once before anything left, and afterwards only where the API has nothing", async () => {
    const queue = async (): Promise<string> => {
      const { submissionId, digest } = await desk.filings["filings.freeze"]({
        filingId,
      });
      await desk.filings["filings.submit"]({ submissionId, digest, ...pin });
      return submissionId;
    };
    const cancel = () => desk.filings["filings.cancel-sending"]({ filingId });
    await desk.filings["filings.save"]({
      restsOn: null,
      filingId,
      content: exampleFiling(),
    });
    desk.doesApiHold = true;
    await queue();
    expect((await cancel()).sync).toEqual({ kind: "pending" });
    desk.profile.filings.markSending(await queue());
    expect(await problemOf(cancel)).toEqual({
      code: "submission-already-sent",
    });
    desk.doesApiHold = false;
    expect((await cancel()).actions).toContain("submit");
  });
});
