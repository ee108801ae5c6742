import { describe, expect, it } from "vitest";
import { CallCancelled } from "../../../src-main/sync/companion-refusal.ts";
import type { SendContext } from "../../../src-main/sync/send-context.ts";
import { sendLostFiles } from "../../../src-main/sync/send-lost-files.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";
import { emptyFilingContent } from "../../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

const naming = (sha256: string) => {
  const content = emptyFilingContent({ uscc: "", enterpriseName: "" });
  content.files.officialSeal = {
    fileName: `${sha256}.pdf`,
    size: 1,
    mediaType: "application/pdf",
    sha256,
  };
  return content;
};
const row = (id: string, approved: string | null = null): SyncedFiling =>
  ({
    id,
    state: "returned",
    content: naming(id),
    pending: null,
    serverRecord: {
      isRemoved: false,
      content: naming(id),
      approval: approved === null ? null : { content: naming(approved) },
    },
  }) as SyncedFiling;

/** What the API is asked for, and what is told of it; `failure` answers the first question. */
async function askFor(rows: SyncedFiling[], failure: Error | null = null) {
  const asked: string[][] = [];
  const defects: unknown[] = [];
  const context = {
    filings: { list: () => rows },
    attachments: { size: () => 1 },
    client: {
      call: async (_name: string, { body }: { body: { sha256: string[] } }) => {
        asked.push(body.sha256);
        if (failure !== null && asked.length === 1) throw failure;
        return { held: body.sha256 };
      },
    },
    meter: { begin: () => undefined, end: () => undefined },
  } as unknown as SendContext;
  const outcome = await sendLostFiles(context, (error) => defects.push(error));
  return { asked, defects, outcome };
}

describe("files that the API may have lost", () => {
  it("are also those of the version that was approved, each once", async () => {
    expect(
      (await askFor([row("new", "old"), row("same", "same")])).asked,
    ).toEqual([["new", "old"], ["same"]]);
  });

  it("are asked for filing by filing: one that has to wait tells when to come again", async () => {
    const error = new ProblemError("attachment-locked");
    expect(await askFor([row("one"), row("two")], error)).toEqual({
      asked: [["one"], ["two"]],
      defects: [],
      outcome: { kind: "later", error },
    });
  });

  it("that the API refuses are no defect; anything unforeseen is", async () => {
    const refusal = new ProblemError("file-quota-exceeded");
    const defect = new TypeError("defect");
    const told = [];
    for (const error of [refusal, defect])
      told.push(await askFor([row("one"), row("two")], error));
    expect(told.map(({ asked, ...rest }) => [asked.length, rest])).toEqual([
      [2, { defects: [], outcome: { kind: "done" } }],
      [2, { defects: [defect], outcome: { kind: "done" } }],
    ]);
  });

  it("are left at 暂停 and where the API is away", async () => {
    for (const error of [new CallCancelled(), new ProblemError("sync-offline")])
      await expect(askFor([row("one"), row("two")], error)).rejects.toBe(error);
  });
});
