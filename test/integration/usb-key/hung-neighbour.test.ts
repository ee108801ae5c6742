import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from "vitest";
import {
  createDemoEstate,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys } from "../../../dev/demo-ca/demo-keys.ts";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../../dev/key-simulator.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import type { KeyHostTimes } from "../../../src-main/usb-key/key-host-times.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkForModule } from "./fork-for-module.ts";

const waitAtMost = { timeout: 20_000, interval: 250 };
// Longer than any test may take: what ends in time has not waited for the driver that hangs.
const hours = 3_600_000;

describe("a driver beside one that hangs", () => {
  let folder: string;
  let estate: DemoEstate;
  let neighbour: KeySimulator;
  let simulator: KeySimulator;
  let usbKeys: UsbKeys;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hung-neighbour-"));
    estate = await createDemoEstate(join(folder, "estate"), [
      "other-enterprise",
    ]);
  }, 60_000);
  beforeEach(() => {
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: [demoKeys.main.tokenLabel],
    });
    neighbour = createKeySimulator(join(folder, "neighbour"), {
      tokens: [demoKeys["other-enterprise"].tokenLabel],
    });
    copyFileSync(simulator.modulePath, neighbourPath());
    start({});
  });

  const neighbourPath = () => join(folder, "neighbour.so");
  const start = (times: Partial<KeyHostTimes>): void => {
    usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths: [neighbourPath(), simulator.modulePath],
      log: { warn: () => undefined },
      times: {
        watchIntervalMs: 50,
        openLimitMs: hours,
        listLimitMs: hours,
        silenceLimitMs: hours,
        ...times,
      },
      startKeyHost: () =>
        forkForModule((modulePath) => ({
          ...estate.environment,
          ...(modulePath === neighbourPath() ? neighbour : simulator)
            .environment,
        })),
    });
  };
  afterEach(() => {
    usbKeys.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const hangs = () => neighbour.journalShows(({ event }) => event === "hangs");
  const tellingDrivers = () =>
    usbKeys
      .lastEvents()
      .filter(({ kind }) => kind === "keys-changed")
      .map(({ driver }) => driver);

  it("is watched, whatever stands before it", async () => {
    neighbour.order({
      function: "C_Initialize",
      call: 1,
      action: { kind: "hang" },
    });
    usbKeys.onChange(() => undefined);
    await hangs();
    let isIn = true;
    await vi.waitFor(() => {
      // Comes and goes until somebody looks.
      if (isIn) simulator.remove();
      else simulator.insert();
      isIn = !isIn;
      expect(tellingDrivers()).toContain(simulator.modulePath);
    }, waitAtMost);
  });

  it("tells at once whether a certificate is there", async () => {
    const { certificates } = await usbKeys.listKeys(
      trustOfEstate(estate),
      new Date(),
    );
    const sha256 = certificates.find(
      ({ keyLabel }) => keyLabel === demoKeys.main.tokenLabel,
    )?.certificateSha256;
    neighbour.order({
      function: "C_GetSlotList",
      call: "every",
      action: { kind: "hang" },
    });
    let hasListed = false;
    const list = usbKeys
      .listKeys(trustOfEstate(estate), new Date())
      .then(() => {
        hasListed = true;
      });
    await hangs();
    const whileIn = await usbKeys.seeCertificate(sha256 ?? "");
    simulator.remove();
    const whileOut = await usbKeys.seeCertificate(sha256 ?? "");
    expect([whileIn, whileOut, hasListed]).toEqual(["here", "gone", false]);
    usbKeys.close();
    await list;
  });

  it("stands in the list before the other one has its problem, and beside it afterwards", async () => {
    usbKeys.close();
    start({ openLimitMs: 8000 });
    neighbour.order({
      function: "C_Initialize",
      call: "every",
      action: { kind: "hang" },
    });
    const lists: Promise<unknown>[] = [];
    usbKeys.onFound(() => {
      const list = usbKeys.describeFound(trustOfEstate(estate), new Date());
      lists.push(
        list.then(({ drivers, certificates }) => [
          drivers.map(({ isAwaited, problem }) =>
            isAwaited ? "awaited" : problem,
          ),
          certificates.map(({ keyLabel }) => keyLabel),
        ]),
      );
    });
    await usbKeys.look();
    const own = [demoKeys.main.tokenLabel];
    expect(await Promise.all(lists)).toEqual([
      [["awaited", null], own],
      [["key-driver-hung", null], own],
    ]);
  });
});
