import { describe, expect, it } from "vitest";
import {
  filingStates,
  type FilingKind,
} from "../../../src-shared/filings/filing-state.ts";
import {
  transition,
  type FilingAction,
  type FilingStanding,
} from "../../../src-shared/filings/transitions.ts";

const actions: FilingAction[] = [
  "save",
  "amend",
  "submit",
  "delete",
  "approve",
  "return",
  "void",
  "expire",
  "supersede",
];

type Steps = Record<string, Partial<Record<FilingAction, string>>>;

/**
 * Every allowed step; what is not listed is refused. `-` = removed, `<` = the approved row is back, as what it was
 * approved.
 */
const allowed: Record<FilingKind, Steps> = {
  new: {
    nothing: { save: "to-submit" },
    draft: { save: "to-submit", delete: "-" },
    "to-submit": { save: "to-submit", submit: "under-review", delete: "-" },
    "under-review": { approve: "approved", return: "returned" },
    approved: {
      amend: "to-submit",
      void: "void",
      expire: "expired",
      supersede: "void",
    },
    returned: { save: "to-submit", submit: "under-review", delete: "-" },
    expired: {},
    void: {},
  },
  amendment: {
    "to-submit": {
      save: "to-submit",
      submit: "under-review",
      delete: "<approved",
      void: "void",
      expire: "expired",
      supersede: "void",
    },
    "under-review": {
      approve: "approved",
      return: "returned",
      void: "void",
      expire: "expired",
      supersede: "void",
    },
    approved: {
      amend: "to-submit",
      void: "void",
      expire: "expired",
      supersede: "void",
    },
    returned: {
      save: "to-submit",
      submit: "under-review",
      delete: "<approved",
      void: "void",
      expire: "expired",
      supersede: "void",
    },
    expired: {},
    void: {},
  },
};

/** What each kind can stand on: an amendment on the approved 新增, or on an earlier amendment of it. */
const approvedKinds = {
  new: (state: string) => [inForce.has(state) ? ("new" as const) : null],
  amendment: (state: string) =>
    state === "approved"
      ? (["amendment"] as const)
      : (["new", "amendment"] as const),
};
const inForce = new Set(["approved", "expired", "void"]);

const steps = (["new", "amendment"] as const).flatMap((kind) =>
  ["nothing", ...filingStates]
    .filter(
      (state) => kind === "new" || (state !== "nothing" && state !== "draft"),
    )
    .flatMap((state) =>
      approvedKinds[kind](state).flatMap((approvedKind) =>
        actions.map(
          (action) =>
            [
              { kind, state, approvedKind },
              action,
              afterwards({ kind, approvedKind }, state, action),
            ] as const,
        ),
      ),
    ),
);

/** The table's word, with the kinds that the row then has and stands on. */
function afterwards(
  { kind, approvedKind }: Pick<FilingStanding, "kind" | "approvedKind">,
  state: string,
  action: FilingAction,
): unknown {
  const word = allowed[kind][state]?.[action];
  if (word === undefined) return undefined;
  if (word === "-") return { kind: "removed" };
  if (word.startsWith("<"))
    return {
      kind: "restored",
      to: { state: word.slice(1), kind: approvedKind, approvedKind },
    };
  return {
    kind: "moved",
    to: {
      state: word,
      kind: action === "amend" ? "amendment" : kind,
      approvedKind: action === "approve" ? kind : approvedKind,
    },
  };
}

describe("the state machine of a filing", () => {
  it.each(steps)("%o + %s", (from, action, expected) => {
    const state = filingStates.find((known) => known === from.state) ?? null;
    expect(transition({ ...from, state }, action)).toEqual(expected);
  });

  it("gives a deleted second amendment back as the amendment approved before", () => {
    const walked = (
      ["amend", "submit", "approve", "amend", "delete"] as const
    ).reduce<FilingStanding>(step, {
      state: "approved",
      kind: "new",
      approvedKind: "new",
    });
    expect(walked).toEqual({
      state: "approved",
      kind: "amendment",
      approvedKind: "amendment",
    });
  });
});

function step(from: FilingStanding, action: FilingAction): FilingStanding {
  const outcome = transition(from, action);
  if (outcome === undefined || outcome.kind === "removed")
    throw new Error(`${action} led nowhere`);
  return outcome.to;
}
