import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import {
  startFaultyProxy,
  type Fault,
  type FaultyProxy,
} from "../../integration/sync/faulty-proxy.ts";
import { chooseFor, type Choices } from "../../fixtures/choose.ts";
import { strangerTls } from "./stranger-tls.ts";

const proxyFaultNames = [
  "drop",
  "lose-answer",
  "duplicate",
  "cut-request",
  "cut-answer",
  "delay",
  "hold-back",
  "portal",
  "unauthorised",
  "proxy-sign-in",
  "too-large",
  "too-many",
  "unavailable",
] as const;
/** Every way in which the network fails here, by name; `tls-error` strikes before anything reaches the proxy. */
export const faultNames = [...proxyFaultNames, "tls-error"] as const;
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
  /** Each request is struck or not by the seed, its kind and the how-manieth of its kind it is, whatever it meets. */
  breakBy(seed: number): void;
  heal(): void;
  close(): Promise<void>;
}

export async function startBrokenNetwork(): Promise<BrokenNetwork> {
  const proxy = await startFaultyProxy();
  const stranger = await startStranger();
  const struck: FaultName[] = [];
  let strikesTls: (method: string, url: string) => boolean = () => false;
  return {
    proxy,
    struck,
    fetch: (input, init) =>
      strikesTls(init?.method ?? "GET", urlOf(input))
        ? fetch(stranger.origin, init)
        : fetch(input, init),
    breakBy: (seed) => {
      struck.length = 0;
      const strength = chooseFor(seed, "network");
      const share = strength.oneOf([0.05, 0.1, 0.2, 0.4]);
      const most = 1 + strength.number(4);
      const onTheWay = chooseStrikes(seed, "way", share, most);
      const atTheDoor = chooseStrikes(
        seed,
        "tls",
        share / faultNames.length,
        most,
      );
      strikesTls = (method, url) => {
        const isStruck = atTheDoor(method, new URL(url).pathname) !== null;
        if (isStruck) struck.push("tls-error");
        return isStruck;
      };
      proxy.fault = ({ method, path }) => {
        const choices = onTheWay(method, path);
        if (choices === null) return "none";
        const name = choices.oneOf(proxyFaultNames);
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

/** What a struck request may choose from; null where it gets through. At most so many of one kind are struck. */
function chooseStrikes(
  seed: number,
  purpose: string,
  share: number,
  most: number,
): (method: string, path: string) => Choices | null {
  const kinds = new Map<string, { seen: number; struck: number }>();
  return (method, path) => {
    const kind = `${method} ${kindOfPath(path)}`;
    const count = kinds.get(kind) ?? { seen: 0, struck: 0 };
    kinds.set(kind, count);
    const choices = chooseFor(seed, purpose, kind, count.seen++);
    if (count.struck >= most || !choices.chance(share)) return null;
    count.struck += 1;
    return choices;
  };
}

/** Without the names of single filings, files and uploads, which are others in every run. */
function kindOfPath(path: string): string {
  return path.replace(/\?.*$/, "").replaceAll(/\/[\w-]{32,}/g, "/*");
}

function urlOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input);
}

function faultOf(
  name: (typeof proxyFaultNames)[number],
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
    case "hold-back":
      return {
        kind: name,
        until: pause(choices.number(choices.oneOf([10, 60]))),
      };
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
