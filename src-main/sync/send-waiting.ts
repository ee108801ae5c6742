import { isDeletionHeld } from "../../src-shared/filings/held-after-restore.ts";
import { ifItOpens } from "../storage/those-that-open.ts";
import { CallCancelled, problemOf } from "./companion-refusal.ts";
import { judgeFailure } from "./judge-failure.ts";
import type { SendContext } from "./send-context.ts";
import { sendDelete } from "./send-delete.ts";
import { sendSave } from "./send-save.ts";
import { sendSubmission } from "./send-submission.ts";
import type { SyncedFiling } from "./synced-filings.ts";

/** How a pass over the waiting rows ended; `error` is the last one that is not a row's own. */
export type PassOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "sign-in" }
  | { readonly kind: "away" | "later"; readonly error: unknown };

export function isWaiting({ pending, outgoing }: SyncedFiling): boolean {
  return pending !== null || (outgoing !== null && outgoing.state !== "frozen");
}

/**
 * Everything that waits, in the order in which it was clicked: a new filing may only go after the deletion that made
 * room for it. A row that cannot go, or does not open, does not hold up the others.
 */
export async function sendWaiting(
  context: SendContext,
  logDefect: (error: unknown) => void,
): Promise<PassOutcome> {
  let outcome: PassOutcome = { kind: "done" };
  const waiting = context.filings.list().filter(isWaiting);
  for (const { id } of waiting.toSorted(
    (one, other) => turnOf(one) - turnOf(other),
  )) {
    await context.caughtUp();
    const filing = ifItOpens(() => context.filings.get(id));
    if (filing === null || !isWaiting(filing) || filing.failure !== null)
      continue;
    if (isDeletionHeld(filing.pending)) continue;
    if (context.pause.aborted) throw new CallCancelled();
    try {
      await sendFiling(context, filing).finally(() => context.meter.end());
    } catch (error) {
      if (error instanceof CallCancelled || context.signal.aborted) throw error;
      const consequence = judgeFailure(error);
      if (consequence === "sign-in") return { kind: "sign-in" };
      if (consequence === "away") return { kind: "away", error };
      if (consequence === "later") outcome = { kind: "later", error };
      else markRow(context, filing, error, logDefect);
    }
  }
  return outcome;
}

/** Of a save and the submission that rests on it, the save goes first. */
function turnOf({ pending, outgoing }: SyncedFiling): number {
  return (pending ?? outgoing)?.turn ?? 0;
}

async function sendFiling(
  context: SendContext,
  filing: SyncedFiling,
): Promise<void> {
  if (filing.pending?.kind === "delete") await sendDelete(context, filing);
  if (filing.pending?.kind === "save") await sendSave(context, filing);
  const current = context.filings.get(filing.id);
  if (current?.failure === null) await sendSubmission(context, filing.id);
}

function markRow(
  { filings, onChanged }: SendContext,
  filing: SyncedFiling,
  error: unknown,
  logDefect: (error: unknown) => void,
): void {
  const problem = problemOf(error);
  if (problem === null) logDefect(error);
  // The clerk may have saved anew while this answer was on its way; then it speaks of what is no longer there.
  if (isSameWork(filings.get(filing.id), filing)) {
    filings.markFailure(
      filing.id,
      problem ?? { code: "bridge-unexpected-error" },
    );
    onChanged(null);
  }
}

function isSameWork(now: SyncedFiling | null, before: SyncedFiling): boolean {
  return now !== null && isWaiting(now) && workOf(now) === workOf(before);
}

function workOf({ pending, outgoing }: SyncedFiling): string {
  const save = pending?.kind === "save" ? pending.saveId : pending?.kind;
  return `${save ?? "none"} ${outgoing?.submissionId ?? "none"}`;
}
