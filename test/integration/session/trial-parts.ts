import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import {
  createDemoEstate,
  readPemFile,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import type { DemoKeyName } from "../../../dev/demo-ca/demo-keys.ts";
import {
  startCompanion,
  type RunningCompanion,
} from "../../../src-companion/start-companion.ts";
import { openDatabase as openCompanionDatabase } from "../../../src-companion/storage/open-database.ts";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import { createAccountUnlockStore } from "../../../src-main/accounts/account-unlock-store.ts";
import { createLocalAccounts } from "../../../src-main/accounts/local-accounts.ts";
import { createIdentities } from "../../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../../src-main/identities/identity-store.ts";
import type { SessionOptions } from "../../../src-main/session/session-options.ts";
import { Session } from "../../../src-main/session/session.ts";
import { createCompanionCache } from "../../../src-main/storage/companion-cache-store.ts";
import { createSealedNotes } from "../../../src-main/storage/sealed-notes.ts";
import {
  openDatabase,
  type Database,
} from "../../../src-main/storage/open-database.ts";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import {
  createCompanionMaterial,
  type CompanionMaterial,
} from "../../../src-main/sync/companion-material.ts";
import type { CompanionClient } from "../../../src-main/sync/companion-client.ts";
import { createSessionCalls } from "../../../src-main/sync/session-calls.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { keyAuthorities } from "../../../src-main/usb-key/key-authorities.ts";
import { createPinMemory } from "../../../src-main/usb-key/pin-memory.ts";
import { createPinTryStore } from "../../../src-main/usb-key/pin-try-store.ts";
import { forkKeyHost } from "../usb-key/fork-key-host.ts";

export interface Trial {
  readonly folder: string;
  readonly estate: DemoEstate;
  end(): void;
}

/** A folder with a demo authority and software keys; made once per test file, because keys take their time. */
export async function beginTrial(
  furtherKeys: readonly DemoKeyName[] = [],
): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), "trial-"));
  const estate = await createDemoEstate(join(folder, "estate"), furtherKeys);
  return {
    folder,
    estate,
    end: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The real API, on a port that it keeps over a restart. */
export async function startApi(
  { estate }: Trial,
  dataDir: string,
  port: number,
  origin: string | null = null,
): Promise<RunningCompanion> {
  const database = await openCompanionDatabase(dataDir);
  const at = new Date();
  await addTrust(database, "anchor", readPemFile(estate.caFile), at);
  await addTrust(database, "crl", readPemFile(estate.crlFile), at);
  await database.destroy();
  return startCompanion({
    host: "127.0.0.1",
    port,
    dataDir,
    log: pino({ level: "silent" }),
    origin,
  });
}

export interface ClientParts {
  readonly database: Database;
  readonly usbKeys: UsbKeys;
  readonly client: CompanionClient;
  readonly material: CompanionMaterial;
  readonly session: Session;
  /** Logins that reached a key: what a PIN try costs. */
  readonly signCount: () => number;
  certificateOn(keyLabel: string): Promise<string>;
  pullKey(): void;
  insertKey(): void;
  breakNextLook(): void;
  /** From now on the driver does not come back from a look. */
  hangLooks(): void;
  /** From now on the whole list of keys and the trust material do not come: another driver hangs, and the network. */
  holdTheRest(): void;
  close(): Promise<void>;
}

type Hooks = Partial<
  Pick<
    SessionOptions,
    | "onStateChanged"
    | "onOpened"
    | "onConfirmed"
    | "onClosed"
    | "logDefect"
    | "now"
  >
> & {
  /** What happens at the desk while a signature is on its way back. */
  readonly whileSigning?: () => Promise<void> | void;
};

/** The client's own parts around one profile, wired as the application wires them. */
export function openClient(
  { estate }: Trial,
  profile: string,
  companionOrigin: string,
  hooks: Hooks = {},
): ClientParts {
  const now = hooks.now ?? (() => new Date());
  const database = openDatabase(join(profile, "client.db"));
  const identities = createIdentities(
    createIdentityStore(database, now),
    plainWrapping,
  );
  let isPulled = false;
  let isNextLookBroken = false;
  let isLookHung = false;
  let isRestHeld = false;
  const never = new Promise<never>(() => undefined);
  let signCount = 0;
  const moveListeners = new Set<() => void>();
  const moveKey = (out: boolean): void => {
    isPulled = out;
    for (const listener of moveListeners) listener();
  };
  const usbKeys = createUsbKeys({
    memory: createPinMemory({
      store: createPinTryStore(database, now),
      hash: (text) => identities.hash("pin-tries", text),
      logDefect: hooks.logDefect ?? (() => undefined),
    }),
    authorities: keyAuthorities(),
    modulePaths: [estate.module],
    log: { warn: () => undefined },
    startKeyHost: () => {
      const host = forkKeyHost(estate.environment);
      return {
        ...host,
        send: (message) => {
          if ((message as { ask?: unknown }).ask === "sign") signCount += 1;
          host.send(message);
        },
      };
    },
  });
  // SoftHSM2 has no slot that empties, so the absence is told one step above the driver.
  const keys = {
    ...usbKeys,
    listKeys: async (...question: Parameters<UsbKeys["listKeys"]>) => {
      if (isRestHeld) return never;
      const list = await usbKeys.listKeys(...question);
      return isPulled ? { ...list, certificates: [] } : list;
    },
    seeCertificate: async (sha256: string) => {
      if (isLookHung) return never;
      const seen = await usbKeys.seeCertificate(sha256);
      if (isNextLookBroken) {
        isNextLookBroken = false;
        throw new Error("the look failed");
      }
      return isPulled ? ("gone" as const) : seen;
    },
    sign: async (...order: Parameters<UsbKeys["sign"]>) => {
      const cms = await usbKeys.sign(...order);
      await hooks.whileSigning?.();
      return cms;
    },
    onChange: (listener: () => void) => {
      moveListeners.add(listener);
      return () => moveListeners.delete(listener);
    },
  };
  const client = createCompanionClient(companionOrigin, fetch);
  const material = createCompanionMaterial(
    client,
    createCompanionCache(database, now),
    now,
  );
  const localAccounts = createLocalAccounts({
    identities,
    unlocks: createAccountUnlockStore(database, now),
    notes: createSealedNotes(database, plainWrapping, now),
    now,
    passwordCost: 2 ** 12,
  });
  const session = new Session({
    companionOrigin,
    keys,
    companion: createSessionCalls(client),
    trust: (maxAgeMs) => (isRestHeld ? never : material.trust(maxAgeMs)),
    identities,
    accounts: localAccounts,
    now,
    onStateChanged: hooks.onStateChanged ?? (() => undefined),
    onOpened: hooks.onOpened ?? (() => undefined),
    onConfirmed: hooks.onConfirmed ?? (() => undefined),
    onClosed: hooks.onClosed ?? (() => Promise.resolve()),
    logDefect: hooks.logDefect ?? (() => undefined),
  });
  return {
    database,
    usbKeys,
    client,
    material,
    session,
    signCount: () => signCount,
    certificateOn: async (keyLabel) => {
      const { trust } = await material.trust();
      const { certificates } = await usbKeys.listKeys(trust, now());
      const found = certificates.find((each) => each.keyLabel === keyLabel);
      if (found === undefined) throw new Error(`no key ${keyLabel}`);
      return found.id;
    },
    pullKey: () => {
      moveKey(true);
    },
    insertKey: () => {
      moveKey(false);
    },
    breakNextLook: () => {
      isNextLookBroken = true;
    },
    hangLooks: () => {
      isLookHung = true;
    },
    holdTheRest: () => {
      isRestHeld = true;
    },
    close: async () => {
      await session.close();
      usbKeys.close();
      client.close();
      database.close();
    },
  };
}

/** What the operating system does for real; the wrapping itself is tested with the identities. */
const plainWrapping = {
  protect: async (secret: Uint8Array) => Uint8Array.from(secret),
  reveal: async (secret: Uint8Array) => Uint8Array.from(secret),
};
