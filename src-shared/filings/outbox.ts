import type { Problem } from "../problems/problem.ts";

/**
 * How far a submission has come, as it is written down. `sending`: a request may have left, so that only the API can
 * say whether it arrived. `accepted`: its receipt was verified and stored.
 */
export type OutboxStage =
  "editing" | "frozen" | "queued" | "sending" | "accepted";

/**
 * `sign`: signed with the key, or confirmed where there is none. `leave`: its first request is about to leave.
 * `cancel`: nothing has left. `withdraw`: the API said that it has no such submission and takes none any more.
 */
export type OutboxEvent =
  "freeze" | "edit" | "sign" | "leave" | "cancel" | "withdraw" | "keep-receipt";

const moves: Readonly<
  Record<OutboxStage, Partial<Record<OutboxEvent, OutboxStage>>>
> = {
  editing: { freeze: "frozen", edit: "editing" },
  // Frozen anew as often as the clerk looks at it; what is typed in between takes the frozen bytes away.
  frozen: { freeze: "frozen", edit: "editing", sign: "queued" },
  // A profile put back from a copy may find that the API has it already.
  queued: { leave: "sending", cancel: "editing", "keep-receipt": "accepted" },
  sending: {
    leave: "sending",
    withdraw: "editing",
    "keep-receipt": "accepted",
  },
  // The next submission of the same filing is one of its own.
  accepted: { freeze: "frozen", edit: "editing" },
};

/** The one place that says what may become of a submission; undefined = never. */
export function moveInOutbox(
  stage: OutboxStage,
  event: OutboxEvent,
): OutboxStage | undefined {
  return moves[stage][event];
}

/** What a clerk is shown of a filing's way to the API. */
export type SendingState =
  | { readonly kind: "editing" }
  | { readonly kind: "frozen" }
  /** Saved, not signed: fields and files wait for the API. */
  | { readonly kind: "saved" }
  /** Signed, and the save that it rests on has to be taken first. */
  | { readonly kind: "signed"; readonly isSigned: boolean }
  | { readonly kind: "queued"; readonly isSigned: boolean }
  | {
      readonly kind: "uploading";
      readonly sentFiles: number;
      readonly totalFiles: number;
    }
  | { readonly kind: "accepted" }
  | { readonly kind: "needs-attention"; readonly problem: Problem };

export interface OutboxFacts {
  readonly outgoing: {
    readonly state: Exclude<OutboxStage, "editing" | "accepted">;
    readonly signature: string | null;
  } | null;
  /** A save or deletion that the API has not confirmed. */
  readonly isChangeWaiting: boolean;
  readonly isKnownToCompanion: boolean;
  readonly failure: Problem | null;
  /** Null: nothing of it is on its way just now. */
  readonly progress: {
    readonly sentFiles: number;
    readonly totalFiles: number;
  } | null;
}

export function tellSendingState(facts: OutboxFacts): SendingState {
  const { outgoing, failure, progress, isChangeWaiting } = facts;
  if (failure !== null) return { kind: "needs-attention", problem: failure };
  const isUnderWay =
    isChangeWaiting || (outgoing !== null && outgoing.state !== "frozen");
  if (isUnderWay && progress !== null)
    return { kind: "uploading", ...progress };
  if (outgoing !== null && outgoing.state !== "frozen")
    return {
      kind: isChangeWaiting ? "signed" : "queued",
      isSigned: outgoing.signature !== null,
    };
  if (isChangeWaiting) return { kind: "saved" };
  if (outgoing !== null) return { kind: "frozen" };
  return { kind: facts.isKnownToCompanion ? "accepted" : "editing" };
}
