import { describe, expect, it } from "vitest";
import { noteForgotten } from "../../../src-main/sync/note-forgotten.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { PullContext } from "../../../src-main/sync/pull-context.ts";

const row = (changes: Partial<SyncedFiling>): SyncedFiling =>
  ({
    id: "one",
    serverVersion: 3,
    serverRecord: null,
    pending: null,
    failure: null,
    ...changes,
  }) as SyncedFiling;

/** The API does not know the row; `after` is what it has become by the time of that answer. */
async function failureAfter(
  before: SyncedFiling,
  after: SyncedFiling | null,
): Promise<unknown> {
  let current = before as SyncedFiling | null;
  const context = {
    filings: {
      list: () => [before],
      get: () => current,
      markFailure: (_id: string, failure: SyncedFiling["failure"]) => {
        current = current && { ...current, failure };
      },
    },
    client: {
      call: async () => {
        current = after;
        throw new ProblemError("filing-not-found");
      },
    },
    onPulled: () => undefined,
  } as unknown as PullContext;
  await noteForgotten(context, []);
  return current?.failure?.code;
}

describe("a row that the API has forgotten", () => {
  it("is marked", async () => {
    const before = row({});
    expect(await failureAfter(before, before)).toBe("sync-companion-forgot");
  });

  it("is not marked where the API took something of it meanwhile, and not where it is gone", async () => {
    const before = row({});
    expect([
      await failureAfter(before, row({ serverVersion: 1 })),
      await failureAfter(before, null),
    ]).toEqual([undefined, undefined]);
  });

  it("keeps another failure that the clerk has not read yet", async () => {
    const failed = row({ failure: { code: "attachment-store-damaged" } });
    expect(await failureAfter(row({}), failed)).toBe(
      "attachment-store-damaged",
    );
  });

  it("is judged though the API has trouble with another, whose row stays as it is", async () => {
    const rows = [row({ id: "troubled" }), row({ id: "forgotten" })];
    const trouble = new ProblemError("unexpected-error");
    const marked: string[] = [];
    const left: unknown[] = [];
    const context = {
      filings: {
        list: () => rows,
        get: (id: string) => rows.find((each) => each.id === id) ?? null,
        markFailure: (id: string) => marked.push(id),
      },
      client: {
        call: async (
          _name: string,
          { params }: { params: { filingId: string } },
        ) => {
          throw params.filingId === "troubled"
            ? trouble
            : new ProblemError("filing-not-found");
        },
      },
      onPulled: () => undefined,
      onLeft: (error: unknown) => left.push(error),
    } as unknown as PullContext;
    await noteForgotten(context, []);
    expect([marked, left]).toEqual([["forgotten"], [trouble]]);
  });
});
