import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../fixtures/storage/open-test-profile.ts";

type Step =
  | { readonly kind: "type"; readonly scope: string }
  | { readonly kind: "save"; readonly scope: string }
  | { readonly kind: "restart" }
  | { readonly kind: "answer-save" }
  | { readonly kind: "lose-answer" }
  | { readonly kind: "other-machine"; readonly scope: string };

// Few words, so that equal contents meet in every combination.
const scope = fc.constantFrom("一", "二", "三");
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: scope.map((text) => ({ kind: "type", scope: text }) as const),
  },
  {
    weight: 2,
    arbitrary: scope.map((text) => ({ kind: "save", scope: text }) as const),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: "answer-save" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "lose-answer" } as const) },
  {
    weight: 1,
    arbitrary: scope.map(
      (text) => ({ kind: "other-machine", scope: text }) as const,
    ),
  },
);

/** The clerk's last word, and an API that takes saves on the right version only. */
interface Model {
  typed: string | null;
  saved: string | null;
  isSaveWaiting: boolean;
  version: number;
  apiScope: string | null;
}

function play(
  profile: TestProfile,
  model: Model,
  { kind, ...given }: Step,
): TestProfile {
  const { filings } = profile;
  const text = "scope" in given ? given.scope : "";
  switch (kind) {
    case "type":
      filings.keep(id, withScope(text));
      // Typed back to what is saved: nothing is unsaved any more.
      model.typed =
        filings.get(id)?.state === "draft" || filings.get(id)?.workingCopy
          ? text
          : null;
      return profile;
    case "save":
      filings.save(id, withScope(text));
      Object.assign(model, { typed: null, saved: text, isSaveWaiting: true });
      return profile;
    case "restart":
      return profile.reopen();
    case "answer-save":
    case "lose-answer": {
      const pending = filings.get(id)?.pending;
      if (pending?.kind !== "save" || pending.baseVersion !== model.version)
        return profile;
      model.version += 1;
      model.apiScope = model.saved;
      if (kind === "lose-answer") return profile;
      filings.acceptSave(pending.saveId, recordOf(model));
      model.isSaveWaiting = false;
      return profile;
    }
    case "other-machine":
      if (model.version === 0) return profile;
      model.version += 1;
      model.apiScope = text;
      filings.applyServerRecord(recordOf(model));
      return profile;
  }
}

function recordOf({ version, apiScope }: Model) {
  return exampleRecord({ version, content: withScope(apiScope ?? "") });
}

describe("a filing", () => {
  it("always holds the last typed content, and the last saved one until the API has it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let profile = openTestProfile();
        const model: Model = {
          typed: null,
          saved: null,
          isSaveWaiting: false,
          version: 0,
          apiScope: null,
        };
        try {
          for (const next of steps) {
            profile = play(profile, model, next);
            const filing = profile.filings.get(id);
            const shown = filing?.workingCopy?.content ?? filing?.content;
            if (model.typed !== null)
              expect(shown).toEqual(withScope(model.typed));
            if (model.apiScope === model.saved) model.isSaveWaiting = false;
            const isSafe =
              !model.isSaveWaiting ||
              filing?.content.fields.businessScope === model.saved;
            expect(isSafe).toBe(true);
          }
        } finally {
          profile.remove();
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
