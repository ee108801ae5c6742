/** A `Date` header tells whole seconds, and answers take their time. */
const unremarkableMs = 5000;

/**
 * A reply whose ends (`expiresAt`, `nextAllowedAt`) are told by this machine's clock: the API counts by its own, and clocks on
 * desks are wrong by minutes and by days. What is kept or signed stays as the API wrote it.
 * @param date the answer's `Date` header (RFC 9110 section 6.6.1); null changes nothing
 */
export function byOwnClock<Reply>(
  reply: Reply,
  date: string | null,
  now: Date,
): Reply {
  if (typeof reply !== "object" || reply === null || date === null)
    return reply;
  const aheadMs = now.getTime() - Date.parse(date);
  if (!(Math.abs(aheadMs) > unremarkableMs)) return reply;
  const moved = { ...reply } as Record<string, unknown>;
  for (const name of ["expiresAt", "nextAllowedAt"]) {
    const end = moved[name];
    if (typeof end === "string")
      moved[name] = new Date(Date.parse(end) + aheadMs).toISOString();
  }
  return moved as Reply;
}
