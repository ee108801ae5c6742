import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import {
  createDemoEstate,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys, type DemoKeyName } from "../../../dev/demo-ca/demo-keys.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { createIdentities } from "../../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../../src-main/identities/identity-store.ts";
import {
  openDatabase,
  type Database,
} from "../../../src-main/storage/open-database.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { keyAuthorities } from "../../../src-main/usb-key/key-authorities.ts";
import type { KeyHostTimes } from "../../../src-main/usb-key/key-host-times.ts";
import { createPinMemory } from "../../../src-main/usb-key/pin-memory.ts";
import { createPinTryStore } from "../../../src-main/usb-key/pin-try-store.ts";
import { forkKeyHost, type ForkedKeyHost } from "./fork-key-host.ts";

export interface SimulatedKeys {
  readonly pin: string;
  readonly estate: DemoEstate;
  readonly folder: string;
  readonly simulator: KeySimulator;
  readonly usbKeys: UsbKeys;
  readonly database: Database;
  readonly hosts: readonly ForkedKeyHost[];
  /** The client ends and starts again on the same profile. */
  restart(times?: Partial<KeyHostTimes>): void;
  list(): Promise<Awaited<ReturnType<UsbKeys["listKeys"]>>>;
  certificateOn(keyLabel: string): Promise<KeyCertificate>;
  /** "signed", or the code of the problem. */
  sign(
    certificateId: string,
    pin: string | null,
    isFinalTryConfirmed?: boolean,
  ): Promise<string>;
  /** "changed", or the code of the problem. */
  changePin(
    certificateId: string,
    pins: { present: string; next: string } | null,
    isFinalTryConfirmed?: boolean,
  ): Promise<string>;
}

const openWrapping = {
  protect: async (secret: Uint8Array) => Uint8Array.from(secret),
  reveal: async (secret: Uint8Array) => Uint8Array.from(secret),
};

/** For one `describe`: the client's keys over the simulator, slot 1 the ordinary key, further ones behind it. */
export function useSimulatedKeys(
  furtherKeys: readonly DemoKeyName[] = [],
): SimulatedKeys {
  let folder: string;
  let estate: DemoEstate;
  let simulator: KeySimulator;
  let database: Database;
  let usbKeys: UsbKeys;
  let hosts: ForkedKeyHost[] = [];

  const start = (times: Partial<KeyHostTimes> = {}): void => {
    database = openDatabase(join(folder, "profile", "client.db"));
    const now = () => new Date();
    const identities = createIdentities(
      createIdentityStore(database, now),
      openWrapping,
    );
    hosts = [];
    usbKeys = createUsbKeys({
      modulePaths: [simulator.modulePath],
      memory: createPinMemory({
        store: createPinTryStore(database, now),
        hash: (text) => identities.hash("pin-tries", text),
        logDefect: (error) => {
          throw error;
        },
      }),
      authorities: keyAuthorities(),
      log: { warn: () => undefined },
      times: { watchIntervalMs: 50, ...times },
      startKeyHost: () => {
        const host = forkKeyHost({
          ...estate.environment,
          ...simulator.environment,
        });
        hosts.push(host);
        return host;
      },
    });
  };
  const end = (): void => {
    usbKeys.close();
    database.close();
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "simulated-keys-"));
    estate = await createDemoEstate(join(folder, "estate"), furtherKeys);
  }, 60_000);
  beforeEach(() => {
    rmSync(join(folder, "profile"), { recursive: true, force: true });
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: [
        ...new Set(
          ["main" as const, ...furtherKeys].map(
            (name) => demoKeys[name].tokenLabel,
          ),
        ),
      ],
      pinPadPin: estate.pin,
    });
    start();
  });
  afterEach(end);
  afterAll(() => rmSync(folder, { recursive: true }));

  const codeOf = (outcome: Promise<string>): Promise<string> =>
    outcome.catch((error: unknown) => {
      if (error instanceof ProblemError) return error.problem.code;
      throw error;
    });
  const list = () => usbKeys.listKeys(trustOfEstate(estate), new Date());

  return {
    get pin() {
      return estate.pin;
    },
    get estate() {
      return estate;
    },
    get folder() {
      return folder;
    },
    get simulator() {
      return simulator;
    },
    get usbKeys() {
      return usbKeys;
    },
    get database() {
      return database;
    },
    get hosts() {
      return hosts;
    },
    restart: (times) => {
      end();
      start(times);
    },
    list,
    certificateOn: async (keyLabel) => {
      const { certificates } = await list();
      const found = certificates.find((each) => each.keyLabel === keyLabel);
      if (found === undefined) throw new Error(`no certificate on ${keyLabel}`);
      return found;
    },
    sign: (certificateId, pin, isFinalTryConfirmed = false) =>
      codeOf(
        usbKeys
          .sign(certificateId, {
            content: Buffer.from("content"),
            pin,
            signingTime: new Date(),
            isFinalTryConfirmed,
          })
          .then(() => "signed"),
      ),
    changePin: (certificateId, pins, isFinalTryConfirmed = false) =>
      codeOf(
        usbKeys
          .changePin(certificateId, { pins, isFinalTryConfirmed })
          .then(() => "changed"),
      ),
  };
}
