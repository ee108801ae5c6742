import { isDeepStrictEqual } from "node:util";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import type { KeyOverview } from "../../src-shared/usb-key/usb-key-procedures.ts";
import type { UsbKeys } from "./create-usb-keys.ts";
import { inRuns } from "./in-runs.ts";

interface TrustWithAge {
  readonly trust: TrustMaterial;
  readonly fetchedAt: string | null;
}

export interface KeyTellingOptions {
  readonly usbKeys: Pick<UsbKeys, "look" | "describeFound" | "onFound">;
  readonly keptTrust: () => TrustWithAge;
  /** Takes as long as the API does; never fails for its being away. */
  readonly fresherTrust: () => Promise<unknown>;
  readonly now: () => Date;
  readonly onChanged: (overview: KeyOverview) => void;
  readonly logDefect: (error: unknown) => void;
}

export interface KeyTelling {
  /** Looks anew, and answers after a second at most with what has been found by then; the rest is told. */
  overview(): Promise<KeyOverview>;
  /** Looks anew, and tells what has changed. */
  lookAnew(): void;
  /** Tells every change from now on; ends with the returned function. */
  follow(): () => void;
}

const patienceMs = 1000;

/**
 * What the page shows of the keys, as it comes: neither a driver that hangs nor an API that is slow keeps it from showing a key
 * that came or went. Judged by the trust that is kept; who signs asks for fresher trust by itself.
 */
export function createKeyTelling({
  usbKeys,
  keptTrust,
  fresherTrust,
  now,
  onChanged,
  logDefect,
}: KeyTellingOptions): KeyTelling {
  let told: KeyOverview | null = null;
  let hasApiAnswered = false;
  let isOver = false;

  const tell = inRuns(async (): Promise<KeyOverview> => {
    const { trust, fetchedAt } = keptTrust();
    const list = await usbKeys.describeFound(trust, now());
    const isTrustAwaited = fetchedAt === null && !hasApiAnswered;
    const overview = {
      ...list,
      certificates: isTrustAwaited
        ? list.certificates.map(awaitTrust)
        : list.certificates,
      trustFetchedAt: fetchedAt,
    };
    if (!isDeepStrictEqual(overview, told)) {
      told = overview;
      onChanged(overview);
    }
    return overview;
  });

  const tellLater = (): void => {
    if (!isOver) tell().catch(logDefect);
  };

  const freshen = (): void => {
    void fresherTrust()
      .catch(logDefect)
      .finally(() => {
        hasApiAnswered = true;
        tellLater();
      });
  };

  return {
    overview: async () => {
      freshen();
      await within(patienceMs, usbKeys.look());
      return tell();
    },
    lookAnew: () => {
      usbKeys.look().catch(logDefect);
    },
    follow: () => {
      const stop = usbKeys.onFound(() => {
        freshen();
        tellLater();
      });
      return () => {
        isOver = true;
        stop();
      };
    },
  };
}

/** Without any trust nothing can be trusted, and that says nothing of the certificate yet. */
function awaitTrust(
  certificate: KeyOverview["certificates"][number],
): KeyOverview["certificates"][number] {
  const { usability } = certificate;
  return usability.kind === "unusable" &&
    usability.reason === "certificate-untrusted"
    ? {
        ...certificate,
        usability: { kind: "unusable", reason: "certificate-trust-awaited" },
      }
    : certificate;
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  const { promise: isOver, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limitMs);
  try {
    await Promise.race([work, isOver]);
  } finally {
    clearTimeout(timer);
  }
}
