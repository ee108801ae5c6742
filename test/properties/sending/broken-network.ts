import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import {
  startFaultyProxy,
  type Fault,
  type FaultyProxy,
} from "../../integration/sync/faulty-proxy.ts";
import type { Choices } from "../../fixtures/choose.ts";
import { strangerTls } from "./stranger-tls.ts";

/** Every way in which the network fails here, by name; `tls-error` strikes before anything reaches the proxy. */
export const faultNames = [
  "drop",
  "lose-answer",
  "duplicate",
  "cut-request",
  "cut-answer",
  "delay",
  "portal",
  "unauthorised",
  "proxy-sign-in",
  "too-large",
  "too-many",
  "unavailable",
  "tls-error",
] as const;
export type FaultName = (typeof faultNames)[number];

const twoDaysMs = 2 * 86_400_000;

/** The client's clock against everybody else's. */
export const clockOffsetsMs = {
  right: 0,
  "two-days-behind": -twoDaysMs,
  "two-days-ahead": twoDaysMs,
} as const;
export const clockFaultNames = ["two-days-behind", "two-days-ahead"] as const;

/** Loopback HTTP that fails as chosen, and heals when the run has had enough of it. */
export interface BrokenNetwork {
  readonly proxy: FaultyProxy;
  readonly fetch: typeof fetch;
  /** What struck so far, for the story of a failing run. */
  readonly struck: FaultName[];
  breakBy(choices: Choices, share: number, most: number): void;
  heal(): void;
  close(): Promise<void>;
}

export async function startBrokenNetwork(): Promise<BrokenNetwork> {
  const proxy = await startFaultyProxy();
  const stranger = await startStranger();
  const struck: FaultName[] = [];
  let strikesTls: () => boolean = () => false;
  return {
    proxy,
    struck,
    fetch: (input, init) =>
      strikesTls() ? fetch(stranger.origin, init) : fetch(input, init),
    breakBy: (choices, share, most) => {
      struck.length = 0;
      const strike = (names: typeof faultNames): FaultName | null => {
        if (struck.length >= most || !choices.chance(share)) return null;
        return choices.oneOf(names);
      };
      strikesTls = () => {
        const isStruck =
          struck.length < most && choices.chance(share / faultNames.length);
        if (isStruck) struck.push("tls-error");
        return isStruck;
      };
      proxy.fault = () => {
        const name = strike(faultNames);
        if (name === null || name === "tls-error") return "none";
        struck.push(name);
        return faultOf(name, choices);
      };
    },
    heal: () => {
      strikesTls = () => false;
      proxy.fault = () => "none";
    },
    close: async () => {
      stranger.server.closeAllConnections();
      await new Promise((resolve) => stranger.server.close(resolve));
      await proxy.close();
    },
  };
}

function faultOf(
  name: Exclude<FaultName, "tls-error">,
  choices: Choices,
): Fault {
  switch (name) {
    case "cut-request":
    case "cut-answer":
      // Short ones end inside the head of a file or of an answer, long ones may never come to it.
      return {
        kind: name,
        afterBytes: choices.number(choices.oneOf([40, 2000, 60_000])),
      };
    case "delay":
      return { kind: name, ms: choices.number(12) };
    default:
      return name;
  }
}

/** Somebody else's certificate at this address: what a machine in between, or a wrong clock, looks like. */
async function startStranger(): Promise<{ server: Server; origin: string }> {
  const server = createServer(await strangerTls(), (_request, response) => {
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, origin: `https://127.0.0.1:${port}/` };
}
