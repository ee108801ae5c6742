import type { Problem } from "../problems/problem.ts";

/**
 * After a restore, what the backup holds as waiting may be what the clerk has cancelled since: it goes when the clerk has
 * said so again, or when the API turns out to have it.
 */
export const heldAfterRestore = {
  code: "filing-restored-unsent",
} as const satisfies Problem;

export function isHeldAfterRestore({
  failure,
}: {
  readonly failure: Problem | null;
}): boolean {
  return failure?.code === heldAfterRestore.code;
}
