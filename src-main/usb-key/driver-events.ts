import type { ProblemCode } from "../../src-shared/problems/problem.ts";

/** What happened with a driver, for diagnostics: names, numbers and times, nothing that came from a key. */
export interface DriverEvent {
  readonly kind:
    | "started"
    | "refused"
    | "crashed"
    | "hung"
    | "cancelled"
    | "keys-changed"
    | "rested";
  readonly problem: ProblemCode | null;
  /** The PKCS#11 function and its return code, where the driver gave one. */
  readonly call: string | null;
  readonly returnCode: string | null;
}

export interface NotedEvent extends DriverEvent {
  readonly at: string;
  readonly driver: string;
}

const mostEvents = 50;

export interface DriverEvents {
  note(driver: string, event: DriverEvent): void;
  /** The latest last. */
  last(): readonly NotedEvent[];
}

export function createDriverEvents(now: () => Date): DriverEvents {
  const noted: NotedEvent[] = [];
  return {
    note: (driver, event) => {
      noted.push({ ...event, at: now().toISOString(), driver });
      if (noted.length > mostEvents) noted.shift();
    },
    last: () => [...noted],
  };
}

export function eventOf(
  kind: DriverEvent["kind"],
  problem: ProblemCode | null = null,
): DriverEvent {
  return { kind, problem, call: null, returnCode: null };
}
