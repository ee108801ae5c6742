import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { isUnderWay } from "../../src-shared/filings/transitions.ts";
import { daysLeft } from "../../src-shared/filings/validity.ts";

/** From this many days before the last day on, and more urgently each time. */
const reminderDays = [7, 30, 60] as const;

export type ValidityReminder =
  | {
      readonly kind: "ending";
      readonly validUntil: string;
      readonly daysLeft: number;
      readonly within: (typeof reminderDays)[number];
      readonly isRenewing: boolean;
    }
  | { readonly kind: "ended"; readonly validUntil: string };

/** What to say about the newest 备案有效期; null = nothing yet, or nothing was ever in force. */
export function judgeValidity(
  rows: readonly FilingRow[],
  now: Date,
): ValidityReminder | null {
  const isRenewing = rows.some(
    ({ state, kind }) => isUnderWay(state) && kind === "new",
  );
  const last = rows
    .filter(({ state }) => state !== "void")
    .flatMap(({ validUntil }) => (validUntil === null ? [] : [validUntil]))
    .toSorted()
    .at(-1);
  if (last === undefined) return null;
  const left = daysLeft(last, now);
  // Once a new application is under way, its own card says what comes next.
  if (left < 0) return isRenewing ? null : { kind: "ended", validUntil: last };
  const within = reminderDays.find((days) => left <= days);
  return within === undefined
    ? null
    : { kind: "ending", validUntil: last, daysLeft: left, within, isRenewing };
}
