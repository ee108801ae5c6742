import type { PolicyBranches } from "../../src-shared/settings/resolve-settings.ts";

/** What IT has set at one place; `unreadable` is told, and nothing is guessed in its place. */
export interface PolicyReading extends PolicyBranches {
  /** The registry key or the file, as an administrator would write it. */
  readonly place: string;
  readonly state: "absent" | "read" | "unreadable";
}

export type ReadPolicy = () => Promise<PolicyReading>;

export function emptyReading(
  place: string,
  state: "absent" | "unreadable",
): PolicyReading {
  return { place, state, enforced: {}, recommended: {} };
}
