import fc from "fast-check";

/** `nth` counts an enterprise's filings from the liveliest and newest. */
export type Step =
  | { readonly kind: "create"; readonly by: 0 | 1; readonly scope: string }
  | (OnFiling & { readonly kind: "save"; readonly scope: string })
  | (OnFiling & { readonly kind: "submit" })
  | (OnFiling & { readonly kind: "repeat-submission" })
  | (OnFiling & { readonly kind: "delete" })
  | (OnFiling & { readonly kind: "change-code" })
  | (OnFiling & { readonly kind: "approve" })
  | (OnFiling & { readonly kind: "return" })
  | (OnFiling & { readonly kind: "void" })
  | { readonly kind: "wait"; readonly hours: number }
  | { readonly kind: "downtime"; readonly hours: number };

interface OnFiling {
  readonly by: 0 | 1;
  readonly nth: number;
  readonly isStale: boolean;
  /** Tried by the other enterprise. */
  readonly isStranger: boolean;
}

const by = fc.constantFrom(0 as const, 1 as const);
// Few words, so that equal contents meet.
const scope = fc.constantFrom("一", "二", "三");
const seldom = fc.nat(14).map((number) => number === 14);
const nth = fc.nat(9).map((number) => Math.max(0, number - 7));
const onFiling = { by, nth, isStale: seldom, isStranger: seldom };
const hours = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 90 }).map((days) => days * 24),
  },
  // Around the end of a validity that began a moment ago.
  {
    weight: 1,
    arbitrary: fc.integer({ min: 360, max: 367 }).map((days) => days * 24),
  },
);

const weights: Readonly<Record<Step["kind"], number>> = {
  create: 5,
  save: 12,
  submit: 12,
  "repeat-submission": 1,
  delete: 3,
  "change-code": 1,
  approve: 12,
  return: 4,
  void: 2,
  wait: 4,
  downtime: 2,
};

function arbitraryOf(kind: Step["kind"]): fc.Arbitrary<Step> {
  switch (kind) {
    case "create":
      return fc.record({ kind: fc.constant(kind), by, scope });
    case "save":
      return fc.record({ kind: fc.constant(kind), ...onFiling, scope });
    case "wait":
    case "downtime":
      return fc.record({ kind: fc.constant(kind), hours });
    default:
      return fc.record({ kind: fc.constant(kind), ...onFiling });
  }
}

export const step: fc.Arbitrary<Step> = fc.oneof(
  ...(Object.keys(weights) as Step["kind"][]).map((kind) => ({
    weight: weights[kind],
    arbitrary: arbitraryOf(kind),
  })),
);
