import { daysLeft, shanghaiDay } from "../../src-shared/filings/validity.ts";

export interface Expiry {
  /** Negative once it has ended. */
  readonly daysLeft: number;
  /** The reminder that is due; 0 once it has ended. */
  readonly within: 60 | 30 | 7 | 0;
}

/** Certificates last one year: reminders at 60, 30 and 7 days. Null before the first. */
export function judgeExpiry(notAfter: string, now: Date): Expiry | null {
  const days = daysLeft(shanghaiDay(new Date(notAfter)), now);
  if (days > 60) return null;
  if (days < 0) return { daysLeft: days, within: 0 };
  return { daysLeft: days, within: days <= 7 ? 7 : days <= 30 ? 30 : 60 };
}
