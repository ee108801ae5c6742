import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import type { Backup } from "./backup-folder.ts";

const keptOfToday = 3;
const keptDays = 7;

/**
 * The three newest of today, and the newest of each of the seven days before it that have one: a machine that was off for
 * a month keeps what it has. Beside them the newest made before a migration, whose harm may show late. What a clock that
 * ran ahead dated after now is counted apart, so that it pushes out nothing made since.
 */
export function chooseKept<
  Made extends Pick<Backup, "madeAt" | "isBeforeMigration">,
>(backups: readonly Made[], now: Date): ReadonlySet<Made> {
  const all = backups.toSorted(
    (one, other) => other.madeAt.getTime() - one.madeAt.getTime(),
  );
  const isAhead = ({ madeAt }: Made): boolean => madeAt > now;
  const beforeMigration = all.filter((each) => each.isBeforeMigration);
  const newestFirst = all.filter((each) => !each.isBeforeMigration);
  const past = newestFirst.filter((each) => !isAhead(each));
  const dayOf = ({ madeAt }: Made): string => shanghaiDay(madeAt);
  const today = shanghaiDay(now);
  const ofToday = past.filter((each) => dayOf(each) === today);
  const newestOfDays = new Map<string, Made>();
  for (const each of past)
    if (dayOf(each) !== today && !newestOfDays.has(dayOf(each)))
      newestOfDays.set(dayOf(each), each);
  return new Set([
    ...newestFirst.filter(isAhead).slice(0, keptOfToday),
    ...ofToday.slice(0, keptOfToday),
    ...[...newestOfDays.values()].slice(0, keptDays),
    ...beforeMigration.filter(isAhead).slice(0, 1),
    ...beforeMigration.filter((each) => !isAhead(each)).slice(0, 1),
  ]);
}
