import { describe, expect, it } from "vitest";
import {
  filingStates,
  type FilingKind,
} from "../../../src-shared/filings/filing-state.ts";
import {
  transition,
  type FilingAction,
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

/** Every allowed step; what is not listed is refused. `-` = removed, `<` = the approved row is back. */
const allowed: Record<
  FilingKind,
  Record<string, Partial<Record<FilingAction, string>>>
> = {
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

const steps = (["new", "amendment"] as const).flatMap((kind) =>
  ["nothing", ...filingStates]
    .filter(
      (state) => kind === "new" || (state !== "nothing" && state !== "draft"),
    )
    .flatMap((state) =>
      actions.map(
        (action) =>
          [kind, state, action, allowed[kind][state]?.[action]] as const,
      ),
    ),
);

describe("the state machine of a filing", () => {
  it.each(steps)("%s %s + %s → %s", (kind, state, action, expected) => {
    const outcome = transition(
      { kind, state: filingStates.find((known) => known === state) ?? null },
      action,
    );
    const seen =
      outcome === undefined
        ? undefined
        : outcome.kind === "removed"
          ? "-"
          : `${outcome.kind === "restored" ? "<" : ""}${String(outcome.to.state)}`;
    expect(seen).toBe(expected);
  });

  it("makes an amendment of an approved filing and a 新增 of an unknown one", () => {
    expect(transition({ state: "approved", kind: "new" }, "amend")).toEqual({
      kind: "moved",
      to: { state: "to-submit", kind: "amendment" },
    });
    expect(transition({ state: null, kind: "new" }, "save")).toEqual({
      kind: "moved",
      to: { state: "to-submit", kind: "new" },
    });
  });
});
