import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import { byLastMade, type Backup } from "./backup-folder.ts";

const keptOfLastDay = 3;
const keptDays = 7;

type Placed = Pick<Backup, "madeAt" | "turn" | "kind">;

/**
 * The three newest of the last day, and the newest of each of the seven days before it that have one: a machine that was
 * off for a month keeps what it has. Counted twice, in the order in which they were made and by their dates, and whatever
 * either count keeps stays: a clock that was wrong for a while pushes out nothing that a right one would have kept. Beside
 * them the last one made before a migration, whose harm may show late, and the last one of a damaged database, which
 * takes no good one's place.
 */
export function chooseKept<Made extends Placed>(
  backups: readonly Made[],
): ReadonlySet<Made> {
  const lastMadeFirst = backups.toSorted(byLastMade);
  const latestFirst = lastMadeFirst.toSorted(
    (one, other) => other.madeAt.getTime() - one.madeAt.getTime(),
  );
  return new Set([
    ...thinnedOut(latestFirst.filter(isOf("usual"))),
    ...thinnedOut(lastMadeFirst.filter(isOf("usual"))),
    ...lastMadeFirst.filter(isOf("before-migration")).slice(0, 1),
    ...lastMadeFirst.filter(isOf("damaged")).slice(0, 1),
  ]);
}

function thinnedOut<Made extends Placed>(ordered: readonly Made[]): Made[] {
  const [lastDay = [], ...earlierDays] = daysIn(ordered);
  return [
    ...lastDay.slice(0, keptOfLastDay),
    ...earlierDays.slice(0, keptDays).flatMap((ofDay) => ofDay.slice(0, 1)),
  ];
}

/** A day that came twice, because the clock was set back over it, is two. */
function daysIn<Made extends Placed>(ordered: readonly Made[]): Made[][] {
  const days: Made[][] = [];
  let day: string | null = null;
  for (const made of ordered) {
    const itsDay = shanghaiDay(made.madeAt);
    if (itsDay === day) days.at(-1)?.push(made);
    else days.push([made]);
    day = itsDay;
  }
  return days;
}

function isOf(kind: Placed["kind"]): (made: Placed) => boolean {
  return (made) => made.kind === kind;
}
