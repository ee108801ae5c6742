import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDigest } from "../../src-main/filings/content-digest.ts";
import type { FilingStore } from "../../src-main/filings/filing-store.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../fixtures/storage/open-test-profile.ts";

const weights = {
  type: 5,
  save: 1,
  answer: 2,
  "other-machine": 3,
  crash: 3,
  take: 2,
  leave: 3,
  "give-up": 1,
  delete: 1,
  "undo-delete": 1,
} as const;
type Kind = keyof typeof weights;

const step = fc.record({
  kind: fc.oneof(
    ...(Object.keys(weights) as Kind[]).map((kind) => ({
      weight: weights[kind],
      arbitrary: fc.constant(kind),
    })),
  ),
  // Now and then equal contents meet.
  scope: fc.nat(9).map((number) => `经营${number}`),
  nth: fc.nat(2),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

describe("a filing on one machine", () => {
  it("stands against another machine's change only where something is unsaved, and 恢复, 不恢复 and 放弃 lose nothing", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: "max" }), (steps) => {
        let profile = openTestProfile();
        profile.filings.applyServerRecord(exampleRecord());
        try {
          for (const each of steps) {
            const before = contentsIn(profile.filings);
            profile = play(profile, each);
            const { filings } = profile;
            expect(standingAgainstNothing(filings)).toEqual([]);
            if (["take", "leave", "give-up"].includes(each.kind))
              expect(contentsIn(filings)).toEqual(
                expect.arrayContaining(before),
              );
          }
        } finally {
          profile.remove();
        }
      }),
      { numRuns: 100 },
    );
  }, 240_000);
});

function play(profile: TestProfile, { kind, scope, nth }: Step): TestProfile {
  const { filings } = profile;
  const filing = filings.get(id);
  const rescued = filings.rescued();
  const chosen = rescued[nth % Math.max(1, rescued.length)]?.id ?? "";
  const version = (filing?.serverVersion ?? 0) + 1;
  const updatedAt = new Date(Date.UTC(2024, 2, 1, 0, version)).toISOString();
  const asked: Readonly<Record<Exclude<Kind, "crash">, () => unknown>> = {
    type: () => filings.keep(id, withScope(scope)),
    save: () => filings.save(id, withScope(scope)),
    answer: () =>
      filing?.pending?.kind === "save" &&
      filings.acceptSave(
        filing.pending.saveId,
        exampleRecord({ version, updatedAt, content: filing.content }),
      ),
    "other-machine": () =>
      (filing?.serverVersion ?? null) !== null &&
      filings.applyServerRecord(
        exampleRecord({ version, updatedAt, content: withScope(scope) }),
      ),
    take: () => filings.takeRescued(chosen),
    leave: () => filings.leaveRescued(chosen),
    "give-up": () => filings.dropWorkingCopy(id),
    delete: () => filings.delete(id),
    "undo-delete": () => filings.undoDelete(id),
  };
  if (kind === "crash") {
    const restarted = profile.reopen();
    restarted.filings.rescueAfterCrash();
    return restarted;
  }
  try {
    asked[kind]();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
  return profile;
}

function standingAgainstNothing(filings: FilingStore): string[] {
  return filings
    .list()
    .filter(({ workingCopy, pending }) => !workingCopy && !pending)
    .filter(({ movedUnderCopy }) => movedUnderCopy !== null)
    .map((filing) => filing.id);
}

/** Everything that the clerk can still get at. */
function contentsIn(filings: FilingStore): string[] {
  return [
    ...filings
      .list()
      .flatMap(({ content, workingCopy }) => [content, workingCopy?.content]),
    ...filings.rescued().map(({ content }) => content),
  ].flatMap((content) => (content ? [contentDigest(content)] : []));
}
