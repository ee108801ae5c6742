import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import {
  publicEndpoints,
  type Dictionaries,
} from "../../src-shared/companion-api/public-endpoints.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { EndpointInput } from "../../src-shared/companion-api/companion-call.ts";
import type { CompanionClient } from "./companion-client.ts";
import { CompanionRefusal } from "./companion-refusal.ts";
import type { ReceiptKey } from "./verify-receipt.ts";

/** Where public material of the API is kept for the time it is away. */
export interface MaterialCache {
  get(key: string): { value: unknown; fetchedAt: string } | null;
  put(key: string, value: unknown): void;
}

export interface TrustWithAge {
  readonly trust: TrustMaterial;
  /** ISO time; null before the first contact with the API. */
  readonly fetchedAt: string | null;
}

export interface CompanionMaterial {
  /** Never throws for being offline: an empty trust of no age says that nothing is known yet. */
  trust(maxAgeMs?: number): Promise<TrustWithAge>;
  /** Asks nobody; as empty as `trust` before the first contact with the API. */
  keptTrust(): TrustWithAge;
  /** As `trust`, for whoever shows the kept one meanwhile: waits as long as the API takes. */
  fresherTrust(): Promise<TrustWithAge>;
  /** Throws the network's problem where nothing is kept. */
  dictionaries(): Promise<Dictionaries>;
  /** Asks nobody; null before the first contact with the API. */
  keptDictionaries(): Dictionaries | null;
  /** Always asks: a receipt by an unknown key is judged by what the API says now. */
  receiptKeys(signal?: AbortSignal): Promise<readonly ReceiptKey[]>;
  /** Pinned at first use; null before it. */
  pinnedReceiptKeys(): readonly ReceiptKey[] | null;
  pinReceiptKeys(keys: readonly ReceiptKey[]): void;
}

/** How long a page waits for fresher material than it has. */
const waitLimitMs = 5000;
/** CRLs run to megabytes: over a slow line they arrive after the page that asked for them has gone on. */
const fetchLimitMs = 60_000;
const ordinaryMaxAgeMs = 60_000;
/** After a failed try the kept copy is given at once, so that a page never waits twice for a dead network. */
const pauseAfterFailureMs = 15_000;
const empty: TrustMaterial = { anchors: [], intermediates: [], crls: [] };

type TrustTexts = Record<keyof TrustMaterial, readonly string[]>;
type KeptEndpoint = "trustMaterial" | "dictionaries" | "receiptKeys";
type Kept<Name extends KeptEndpoint> = {
  readonly value: z.output<(typeof publicEndpoints)[Name]["reply"]>;
  readonly fetchedAt: string;
};

export function createCompanionMaterial(
  client: CompanionClient,
  cache: MaterialCache,
  now: () => Date,
): CompanionMaterial {
  const failedAt = new Map<KeptEndpoint, number>();
  // Another API's keys must never pass for this one's, so everything is kept per origin.
  const keyOf = (name: string): string => `${name} ${client.sender.origin}`;

  const readKept = <Name extends KeptEndpoint>(
    name: Name,
  ): Kept<Name> | null => {
    const kept = cache.get(keyOf(name));
    const parsed = publicEndpoints[name].reply.safeParse(kept?.value);
    return kept !== null && parsed.success
      ? ({ value: parsed.data, fetchedAt: kept.fetchedAt } as Kept<Name>)
      : null;
  };

  const fetches = new Map<KeptEndpoint, Promise<unknown>>();
  const fetchOnce = <Name extends KeptEndpoint>(
    name: Name,
  ): Promise<Kept<Name>> => {
    const underWay = fetches.get(name) as Promise<Kept<Name>> | undefined;
    if (underWay !== undefined) return underWay;
    const fetching = (async (): Promise<Kept<Name>> => {
      const value = await client.call(name, {} as EndpointInput<Name>, {
        timeLimitMs: fetchLimitMs,
      });
      cache.put(keyOf(name), value);
      failedAt.delete(name);
      return { value, fetchedAt: now().toISOString() };
    })().finally(() => fetches.delete(name));
    fetches.set(name, fetching);
    return fetching;
  };

  const freshOrKept = async <Name extends KeptEndpoint>(
    name: Name,
    maxAgeMs: number,
    waitMs = waitLimitMs,
  ): Promise<Kept<Name>> => {
    const kept = readKept(name);
    const at = now().getTime();
    const isFresh = kept !== null && at - Date.parse(kept.fetchedAt) < maxAgeMs;
    const isPause =
      maxAgeMs > 0 &&
      at - (failedAt.get(name) ?? -Infinity) < pauseAfterFailureMs;
    if (kept !== null && (isFresh || isPause)) return kept;
    try {
      return await within(waitMs, fetchOnce(name));
    } catch (error) {
      failedAt.set(name, now().getTime());
      if (kept !== null) return kept;
      throw error;
    }
  };

  // The same object for the same material, because parsed CRLs are remembered by it.
  let decoded: { material: TrustTexts; trust: TrustMaterial } | null = null;
  const decodeOnce = (material: TrustTexts): TrustMaterial => {
    if (decoded === null || !isDeepStrictEqual(decoded.material, material))
      decoded = { material, trust: decodeTrust(material) };
    return decoded.trust;
  };

  const withAge = (kept: Kept<"trustMaterial"> | null): TrustWithAge =>
    kept === null
      ? { trust: empty, fetchedAt: null }
      : { trust: decodeOnce(kept.value), fetchedAt: kept.fetchedAt };
  const trustWithin = async (
    waitMs: number,
    maxAgeMs: number,
  ): Promise<TrustWithAge> => {
    try {
      return withAge(await freshOrKept("trustMaterial", maxAgeMs, waitMs));
    } catch (error) {
      if (error instanceof ProblemError) return withAge(null);
      throw error;
    }
  };

  return {
    trust: (maxAgeMs = ordinaryMaxAgeMs) => trustWithin(waitLimitMs, maxAgeMs),
    keptTrust: () => withAge(readKept("trustMaterial")),
    fresherTrust: () => trustWithin(fetchLimitMs, ordinaryMaxAgeMs),
    dictionaries: async () =>
      (await freshOrKept("dictionaries", ordinaryMaxAgeMs)).value,
    keptDictionaries: () => readKept("dictionaries")?.value ?? null,
    receiptKeys: async (signal) =>
      (
        await client.call(
          "receiptKeys",
          {},
          {
            timeLimitMs: waitLimitMs,
            ...(signal === undefined ? {} : { signal }),
          },
        )
      ).keys,
    pinnedReceiptKeys: () => readKept("receiptKeys")?.value.keys ?? null,
    pinReceiptKeys: (keys) => {
      cache.put(keyOf("receiptKeys"), { keys });
    },
  };
}

function decodeTrust(material: TrustTexts): TrustMaterial {
  const decode = (texts: readonly string[]): Uint8Array[] =>
    texts.map((text) => new Uint8Array(Buffer.from(text, "base64")));
  return {
    anchors: decode(material.anchors),
    intermediates: decode(material.intermediates),
    crls: decode(material.crls),
  };
}

/** What comes later is not waited for, and not lost: the fetch goes on and keeps it. */
async function within<Value>(
  limitMs: number,
  fetching: Promise<Value>,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new CompanionRefusal("sync-offline"));
    }, limitMs);
  });
  try {
    return await Promise.race([fetching, late]);
  } finally {
    clearTimeout(timer);
  }
}
