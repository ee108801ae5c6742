import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { beginTrial, type Trial } from "../session/trial-parts.ts";
import type { Fault, SeenRequest } from "./faulty-proxy.ts";
import { startMachine, waitAtMost, type Machine } from "./trial-machine.ts";
import { startTrialNetwork, type TrialNetwork } from "./trial-network.ts";

/** One key and its estate for all tests of a file; an API, its network and a filing's id new for each. */
export interface SyncDesk {
  network: TrialNetwork;
  filingId: string;
  /** A machine with the clerk signed in; on this profile, or on a new one. */
  start(profile?: string): Promise<Machine>;
  stop(machine: Machine): Promise<void>;
  /**
   * What happens at the API while it stands still. Ends only when the machine has noticed: an outage that no request of it
   * met is looked into with the next answer of the feed.
   */
  whileAway(machine: Machine, act: () => void): Promise<void>;
  /** The fault strikes the first request that fits, and only that one. */
  strikeOnce(
    fits: (request: SeenRequest) => boolean,
    fault: Fault,
  ): { hasStruck: () => boolean };
  /** The filing saved, and taken by the API. */
  saved(machine: Machine): Promise<void>;
  accepted(machine: Machine): Promise<void>;
}

export const isSubmit = ({ method, path }: SeenRequest): boolean =>
  method === "POST" && path.endsWith("/submissions");
export const isSave = ({ method }: SeenRequest): boolean => method === "PUT";
export const isPiece = ({ method }: SeenRequest): boolean => method === "PATCH";

export function useSyncDesk(): SyncDesk {
  let trial: Trial;
  let machines: Machine[] = [];
  const desk = {
    start: async (profile) => {
      const machine = startMachine(trial, desk.network.proxy.origin, profile);
      machines.push(machine);
      await machine.signIn();
      return machine;
    },
    stop: async (machine) => {
      machines = machines.filter((each) => each !== machine);
      await machine.close();
    },
    whileAway: async (machine, act) => {
      await desk.network.stopApi();
      act();
      await vi.waitFor(() => {
        expect(machine.sync.state().connection.kind).toBe("offline");
      }, waitAtMost);
      await desk.network.startApi();
    },
    strikeOnce: (fits, fault) => {
      let hasStruck = false;
      desk.network.proxy.fault = (request) => {
        if (hasStruck || !fits(request)) return "none";
        hasStruck = true;
        return fault;
      };
      return { hasStruck: () => hasStruck };
    },
    saved: async (machine) => {
      await machine.save(desk.filingId);
      await machine.until(desk.filingId, (filing) => filing?.pending === null);
    },
    accepted: (machine) =>
      machine.until(
        desk.filingId,
        (filing) => filing?.state === "under-review",
      ),
  } as SyncDesk;
  beforeAll(async () => {
    trial = await beginTrial();
  }, 60_000);
  afterAll(() => {
    trial.end();
  });
  beforeEach(async () => {
    desk.network = await startTrialNetwork(trial);
    desk.filingId = randomUUID();
  });
  afterEach(async () => {
    const closing = machines.map((machine) => machine.close());
    machines = [];
    await Promise.all(closing);
    await desk.network.close();
  });
  return desk;
}
