/** China has had one time zone without daylight saving since 1991. */
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`, whatever the machine's own time zone. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs)
    .toISOString()
    .slice(0, 10);
}

/** The clock time in Asia/Shanghai, `YYYY-MM-DD HH:MM:SS`. */
export function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
}

/**
 * Last day of the one-year validity of a filing approved at this instant: the same day next year minus one;
 * approved on 29 February, 28 February next year. [mission 3.2]
 */
export function lastDayOfValidity(approvedAt: Date): string {
  const [year = 0, month = 0, day = 0] = shanghaiDay(approvedAt)
    .split("-")
    .map(Number);
  const isLeapDay = month === 2 && day === 29;
  const sameDayNextYear = Date.UTC(year + 1, month - 1, day);
  return new Date(
    isLeapDay ? Date.UTC(year + 1, 1, 28) : sameDayNextYear - dayMs,
  )
    .toISOString()
    .slice(0, 10);
}

/** True until 24:00 Shanghai of the last day. */
export function isWithinValidity(validUntil: string, instant: Date): boolean {
  return shanghaiDay(instant) <= validUntil;
}

/** Whole days from today to the last day, 0 on the last day itself, negative afterwards. */
export function daysLeft(validUntil: string, instant: Date): number {
  return Math.round(
    (Date.parse(validUntil) - Date.parse(shanghaiDay(instant))) / dayMs,
  );
}
