import type { FilingKind, FilingState } from "./filing-state.ts";

export type Actor = "enterprise" | "reviewer" | "clock" | "companion";

/**
 * What can happen to a filing. `save` is 保存信息, `amend` the first 保存信息 of a 变更, `delete` 删除,
 * `supersede` the approval of a newer filing, `expire` the end of validity.
 */
export type FilingAction =
  | "save"
  | "amend"
  | "submit"
  | "delete"
  | "approve"
  | "return"
  | "void"
  | "expire"
  | "supersede";

export interface FilingStanding {
  /** null: the filing does not exist yet. */
  readonly state: FilingState | null;
  readonly kind: FilingKind;
  /** What was approved last, a 新增 or a 变更; null = nothing was yet. */
  readonly approvedKind: FilingKind | null;
}

/** Where a filing stands, read off its record or a client's row. */
export function standingOf({
  state,
  kind,
  approval,
}: Pick<FilingStanding, "state" | "kind"> & {
  readonly approval: { readonly kind: FilingKind } | null;
}): FilingStanding {
  return { state, kind, approvedKind: approval?.kind ?? null };
}

export type FilingOutcome =
  | { readonly kind: "moved"; readonly to: FilingStanding }
  /** 删除 of a 新增: erased where it was never submitted, else hidden with its evidence kept. */
  | { readonly kind: "removed" }
  /** 删除 of a 变更: the approved row is back, itself a 变更 where an earlier one was approved. */
  | { readonly kind: "restored"; readonly to: FilingStanding };

const actorsOf: Record<FilingAction, Actor> = {
  save: "enterprise",
  amend: "enterprise",
  submit: "enterprise",
  delete: "enterprise",
  approve: "reviewer",
  return: "reviewer",
  void: "reviewer",
  expire: "clock",
  supersede: "companion",
};

export function actorOf(action: FilingAction): Actor {
  return actorsOf[action];
}

/** The one state machine; undefined = the action is not allowed from there. */
export function transition(
  from: FilingStanding,
  action: FilingAction,
): FilingOutcome | undefined {
  const { state, kind, approvedKind } = from;
  const move = (to: FilingState, toKind: FilingKind = kind): FilingOutcome => ({
    kind: "moved",
    to: {
      state: to,
      kind: toKind,
      approvedKind: action === "approve" ? toKind : approvedKind,
    },
  });
  const isAmendmentUnderWay =
    kind === "amendment" &&
    (state === "to-submit" || state === "under-review" || state === "returned");
  const isOrWasInForce = state === "approved" || isAmendmentUnderWay;

  switch (action) {
    case "save":
      return state === null || state === "draft"
        ? move("to-submit", "new")
        : state === "to-submit" || state === "returned"
          ? move("to-submit")
          : undefined;
    case "amend":
      return state === "approved" ? move("to-submit", "amendment") : undefined;
    case "submit":
      return state === "to-submit" || state === "returned"
        ? move("under-review")
        : undefined;
    case "delete":
      if (state === "draft") return { kind: "removed" };
      if (state !== "to-submit" && state !== "returned") return undefined;
      return approvedKind === null
        ? { kind: "removed" }
        : {
            kind: "restored",
            to: { state: "approved", kind: approvedKind, approvedKind },
          };
    case "approve":
      return state === "under-review" ? move("approved") : undefined;
    case "return":
      return state === "under-review" ? move("returned") : undefined;
    case "void":
    case "supersede":
      return isOrWasInForce ? move("void") : undefined;
    case "expire":
      return isOrWasInForce ? move("expired") : undefined;
  }
}

/** 在办: at most one such application per 统一社会信用代码. */
export function isUnderWay(state: FilingState): boolean {
  return (
    state === "draft" ||
    state === "to-submit" ||
    state === "under-review" ||
    state === "returned"
  );
}
