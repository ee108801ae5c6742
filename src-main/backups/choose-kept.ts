import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import type { Backup } from "./backup-folder.ts";

const keptOfToday = 3;
const keptDays = 7;

/**
 * The three newest of today, and the newest of each of the seven days before it that have one: a machine that was off for
 * a month keeps what it has. Beside them the newest made before a migration, whose harm may show late.
 */
export function chooseKept<
  Made extends Pick<Backup, "madeAt" | "isBeforeMigration">,
>(backups: readonly Made[], now: Date): ReadonlySet<Made> {
  const all = backups.toSorted(
    (one, other) => other.madeAt.getTime() - one.madeAt.getTime(),
  );
  const beforeMigration = all.filter((each) => each.isBeforeMigration);
  const newestFirst = all.filter((each) => !each.isBeforeMigration);
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
    ...beforeMigration.slice(0, 1),
  ]);
}
