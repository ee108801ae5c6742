import type { Problem } from "../problems/problem.ts";

/** As a row of which something is held tells it. */
export const heldAfterRestore = {
  code: "filing-restored-unsent",
} as const satisfies Problem;

interface Waiting {
  readonly outgoing: { readonly isHeld?: boolean } | null;
  readonly pending:
    | { readonly kind: "delete"; readonly isHeld?: boolean }
    | { readonly kind: "save" }
    | null;
}

/**
 * After a restore, what the backup holds as waiting may be what the clerk has cancelled since: a submission or a deletion goes
 * when the clerk has said so again, or when the API turns out to have it.
 */
export function isHeld({ outgoing, pending }: Waiting): boolean {
  return outgoing?.isHeld === true || isDeletionHeld(pending);
}

export function isDeletionHeld(pending: Waiting["pending"]): boolean {
  return pending?.kind === "delete" && pending.isHeld === true;
}
