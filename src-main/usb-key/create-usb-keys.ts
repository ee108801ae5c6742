import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { ordinaryTimes, type KeyHostTimes } from "./key-host-times.ts";
import { changeKeyPin, type PinChangeOrder } from "./change-key-pin.ts";
import { createKeyDriver, type KeyDriver } from "./key-driver.ts";
import { lookAtDriver, type DriverLook } from "./look-at-driver.ts";
import type { StartKeyHost } from "./key-host-process.ts";
import {
  describeKeys,
  findCertificates,
  type DriverFindings,
  type FoundCertificate,
  type KeyList,
} from "./list-keys.ts";
import { seeCertificate, type CertificateSight } from "./see-certificate.ts";
import { signWithKey, type SigningOrder } from "./sign-with-key.ts";
import { createDriverEvents, type NotedEvent } from "./driver-events.ts";
import {
  guidanceOf,
  type KeyAuthorityCatalogue,
} from "../../src-shared/usb-key/key-authority.ts";
import {
  describeModule as describeByCatalogue,
  type ModuleDescription,
} from "./module-catalogue.ts";
import type { PinMemory } from "./pin-memory.ts";
import { spendPinTry, type PinTry } from "./spend-pin-try.ts";
import { inspectDriver, type DriverInspection } from "./inspect-driver.ts";

/** What of a logger is used here; pino's fits. */
export interface KeyLog {
  warn(facts: Readonly<Record<string, string>>, message: string): void;
}

export interface UsbKeysOptions {
  readonly startKeyHost: StartKeyHost;
  /** For 32-bit drivers; without it they are named and not loaded. */
  readonly start32BitKeyHost?: StartKeyHost | null;
  /** Absolute paths from policy, catalogue or a dialog of the host; never from the page. */
  readonly modulePaths: readonly string[];
  /** Default: by the catalogue alone. */
  readonly describeModule?: (modulePath: string) => ModuleDescription;
  readonly log: KeyLog;
  readonly memory: PinMemory;
  readonly authorities: KeyAuthorityCatalogue;
  readonly times?: Partial<KeyHostTimes>;
  readonly now?: () => Date;
}

export interface UsbKeys {
  /** Looks at every driver, and waits for all of them. */
  listKeys(trust: TrustMaterial, now: Date): Promise<KeyList>;
  /** What the drivers showed last; asks none of them. */
  describeFound(trust: TrustMaterial, now: Date): Promise<KeyList>;
  /** Ends when every driver has answered a question asked from now on, or its limit has ended. */
  look(): Promise<unknown>;
  /** By the id of a listed certificate; null when no list has shown it. */
  findCertificate(certificateId: string): ParsedCertificate | null;
  /**
   * Whether a listed certificate is still there. Asks only the drivers that have shown it: another one that hangs must
   * not keep a session open whose key is gone.
   */
  seeCertificate(sha256: string): Promise<CertificateSight>;
  /** Verified detached CMS over the content. Throws ProblemError with a key or certificate code; never tries twice. */
  sign(certificateId: string, order: SigningOrder): Promise<Uint8Array>;
  /** One try of the present PIN; nulls for a key with its own pad. Throws ProblemError with a key code. */
  changePin(certificateId: string, order: PinChangeOrder): Promise<void>;
  /** Every module with what it says of itself, or why it does not; for diagnostics. */
  inspect(): Promise<readonly DriverInspection[]>;
  lastEvents(): readonly NotedEvent[];
  /** Called when a key came or went, or a driver fell over; ends with the returned function. */
  onChange(listener: () => void): () => void;
  /** Called whenever a driver has been looked at; from now on each one that tells a change is looked at by itself. */
  onFound(listener: () => void): () => void;
  close(): void;
}

export function createUsbKeys({
  startKeyHost,
  start32BitKeyHost = null,
  modulePaths,
  describeModule = describeByCatalogue,
  log,
  memory,
  authorities,
  times,
  now = () => new Date(),
}: UsbKeysOptions): UsbKeys {
  const listeners = new Set<() => void>();
  const foundListeners = new Set<() => void>();
  const found = new Map<string, FoundCertificate>();
  const allTimes = { ...ordinaryTimes, ...times };
  const events = createDriverEvents(now);
  const looks = [...new Set(modulePaths)].map((modulePath) => {
    const look: DriverLook = lookAtDriver(
      createKeyDriver(
        modulePath,
        describeModule(modulePath),
        { own: startKeyHost, ia32: start32BitKeyHost },
        allTimes,
        () => {
          for (const listener of listeners) listener();
          if (foundListeners.size > 0) void look.again();
        },
        (event) => events.note(modulePath, event),
      ),
      read,
      () => {
        for (const listener of foundListeners) listener();
      },
    );
    return look;
  });
  const drivers = looks.map(({ driver }) => driver);

  async function read(driver: KeyDriver): Promise<DriverFindings> {
    const settle = memory.beginReading();
    const findings = await findCertificates(driver);
    const { problem, tokens, certificates } = findings;
    for (const token of tokens) await settle(token);
    if (problem !== null)
      log.warn({ module: driver.modulePath, problem }, "key driver");
    // A pulled key is kept in mind: its id is asked for again when it comes back.
    for (const certificate of certificates)
      found.set(certificate.id, certificate);
    // Only now, so that what is wrong with it is told before it is waited for again; also one that was not there before.
    if (listeners.size > 0) void watch(driver);
    return findings;
  }

  const look = () => Promise.all(looks.map((each) => each.again()));
  const describeFound = (trust: TrustMaterial, at: Date): Promise<KeyList> =>
    describeKeys(
      drivers,
      looks.map((each) => each.last()),
      { trust, now: at, memory, authorities },
    );

  async function watch(driver: KeyDriver): Promise<void> {
    if ((await driver.readProblem()) !== null) return;
    // What is wrong with a driver is told by the list; here it only means that it tells no changes.
    await driver
      .connection()
      .watch()
      .catch(() => undefined);
  }

  async function findForUse(certificateId: string): Promise<FoundCertificate> {
    if (!found.has(certificateId)) await look();
    const certificate = found.get(certificateId);
    if (!certificate) throw new ProblemError("key-removed");
    return certificate;
  }

  function pinTryOf(
    { token, parsed }: FoundCertificate,
    isFinalTryConfirmed: boolean,
  ): PinTry {
    const { locksAfter } = guidanceOf(parsed.issuer, authorities);
    return { token, locksAfter, isFinalTryConfirmed };
  }

  return {
    listKeys: async (trust, at) => {
      await look();
      return describeFound(trust, at);
    },
    describeFound,
    look,
    findCertificate: (certificateId) =>
      found.get(certificateId)?.parsed ?? null,
    seeCertificate: (sha256) => {
      const holders = [...found.values()]
        .filter(({ parsed }) => parsed.sha256 === sha256)
        .map(({ driver }) => driver);
      return seeCertificate([...new Set(holders)], sha256);
    },
    sign: async (certificateId, order) => {
      const certificate = await findForUse(certificateId);
      const pinTry = pinTryOf(certificate, order.isFinalTryConfirmed);
      return spendPinTry(memory, pinTry, (onPin) =>
        signWithKey(certificate, order, onPin),
      );
    },
    changePin: async (certificateId, order) => {
      const certificate = await findForUse(certificateId);
      const pinTry = pinTryOf(certificate, order.isFinalTryConfirmed);
      await spendPinTry(memory, pinTry, (onPin) =>
        changeKeyPin(certificate, order, onPin),
      );
    },
    inspect: () => Promise.all(drivers.map(inspectDriver)),
    lastEvents: () => events.last(),
    onChange: (listener) => {
      listeners.add(listener);
      // Each driver for itself: one that hangs must not keep the others from being watched.
      for (const each of looks) void each.again();
      return () => listeners.delete(listener);
    },
    onFound: (listener) => {
      foundListeners.add(listener);
      return () => foundListeners.delete(listener);
    },
    close: () => {
      listeners.clear();
      foundListeners.clear();
      for (const driver of drivers) driver.close();
    },
  };
}
