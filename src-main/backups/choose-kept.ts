import { shanghaiDay } from "../../src-shared/filings/validity.ts";

const keptOfToday = 3;
const keptDays = 7;

/**
 * The three newest of today, and the newest of each of the seven days before it that have one: a machine that was off for
 * a month keeps what it has.
 */
export function chooseKept<Made extends { readonly madeAt: Date }>(
  backups: readonly Made[],
  now: Date,
): ReadonlySet<Made> {
  const newestFirst = backups.toSorted(
    (one, other) => other.madeAt.getTime() - one.madeAt.getTime(),
  );
  const today = shanghaiDay(now);
  const dayOf = ({ madeAt }: Made): string => shanghaiDay(madeAt);
  // A clock that was wrong may have made some in the future; they are kept like those of today.
  const ofToday = newestFirst.filter((each) => dayOf(each) >= today);
  const newestOfDays = new Map<string, Made>();
  for (const each of newestFirst)
    if (dayOf(each) < today && !newestOfDays.has(dayOf(each)))
      newestOfDays.set(dayOf(each), each);
  return new Set([
    ...ofToday.slice(0, keptOfToday),
    ...[...newestOfDays.values()].slice(0, keptDays),
  ]);
}
