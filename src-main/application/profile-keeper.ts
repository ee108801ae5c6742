import type { Problem } from "../../src-shared/problems/problem.ts";

/** What an application may ask of whoever started it on the profile. */
export interface ProfileKeeper {
  /** Closes whatever is open on the profile, puts the backup in the place of the database, and opens again. */
  restore(backupFolder: string, backupPath: string): Promise<void>;
  openAgain(): Promise<Problem | null>;
  /** Sets aside whatever the profile holds and opens an empty one; nothing is deleted. */
  startAnew(): Promise<void>;
}

/** What an application on an open profile may ask. */
export type InnerKeeper = Pick<ProfileKeeper, "restore" | "startAnew">;
