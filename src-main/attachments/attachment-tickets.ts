import { randomBytes } from "node:crypto";

/** Things waiting under a one-time name that cannot be guessed; forgotten after a time without use. */
export interface Tickets<Thing> {
  issue(thing: Thing): string;
  /** Looks without taking; counts as use. */
  find(ticket: string): Thing | null;
  take(ticket: string): Thing | null;
  clear(): void;
}

const idleLimitMs = 15 * 60 * 1000;

export function createTickets<Thing>(now: () => Date): Tickets<Thing> {
  const waiting = new Map<string, { thing: Thing; usedAt: number }>();
  const forgetIdle = (): void => {
    const oldest = now().getTime() - idleLimitMs;
    for (const [ticket, { usedAt }] of waiting)
      if (usedAt < oldest) waiting.delete(ticket);
  };
  const find = (ticket: string): Thing | null => {
    const found = waiting.get(ticket);
    if (found === undefined) return null;
    found.usedAt = now().getTime();
    return found.thing;
  };
  return {
    issue: (thing) => {
      forgetIdle();
      const ticket = randomBytes(32).toString("base64url");
      waiting.set(ticket, { thing, usedAt: now().getTime() });
      return ticket;
    },
    find,
    take: (ticket) => {
      const thing = find(ticket);
      waiting.delete(ticket);
      return thing;
    },
    clear: () => waiting.clear(),
  };
}
