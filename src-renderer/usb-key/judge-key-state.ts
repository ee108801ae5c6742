import { daysLeft, shanghaiDay } from "../../src-shared/filings/validity.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { KeyOverview } from "../../src-shared/usb-key/usb-key-procedures.ts";
import { keyStateText } from "../text/usb-key-text.ts";

export interface KeyStateMark {
  readonly tone: "ok" | "quiet" | "warning" | "problem";
  readonly sentence: string;
}

/** Certificates last one year; the reminder begins this many days before the last. [keys.md 1] */
const reminderDays = 60;

/** The key of the person who is signed in, in one phrase. */
export function judgeKeyState(
  overview: KeyOverview | null,
  person: Person,
  now: Date,
): KeyStateMark {
  if (overview === null)
    return { tone: "quiet", sentence: keyStateText.reading };
  const own = overview.certificates.find(
    ({ certificateSha256 }) => certificateSha256 === person.certificate?.sha256,
  );
  if (own === undefined) return withoutOwnKey(overview);
  const days = daysLeft(shanghaiDay(new Date(own.notAfter)), now);
  if (days < 0) return { tone: "problem", sentence: keyStateText.expired };
  if (days <= reminderDays)
    return {
      tone: "warning",
      sentence:
        days === 0 ? keyStateText.expiresToday : keyStateText.expiresIn(days),
    };
  return { tone: "ok", sentence: keyStateText.present(own.holderName) };
}

function withoutOwnKey(overview: KeyOverview): KeyStateMark {
  if (overview.tokens.length > 0)
    return { tone: "warning", sentence: keyStateText.otherKey };
  if (overview.drivers.some(({ isAwaited }) => isAwaited))
    return { tone: "quiet", sentence: keyStateText.reading };
  const isBroken =
    overview.drivers.length > 0 &&
    overview.drivers.every(({ problem }) => problem !== null);
  return isBroken
    ? { tone: "problem", sentence: keyStateText.driverProblem }
    : { tone: "quiet", sentence: keyStateText.absent };
}
