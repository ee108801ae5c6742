import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
import { connectKeyHost } from "../../../src-main/usb-key/connect-key-host.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { ordinaryTimes } from "../../../src-main/usb-key/key-host-times.ts";
import { driverQuirksSchema } from "../../../src-shared/usb-key/key-host-messages.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost, type ForkedKeyHost } from "./fork-key-host.ts";

describe("several drivers with keys in them", () => {
  let folder: string;
  let estate: DemoEstate;
  let simulator: KeySimulator;
  let usbKeys: UsbKeys;
  const hosts: ForkedKeyHost[] = [];
  const start = (): ForkedKeyHost => {
    const host = forkKeyHost({
      ...estate.environment,
      ...simulator.environment,
    });
    hosts.push(host);
    return host;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "several-modules-"));
    estate = await createDemoEstate(join(folder, "estate"), [
      "other-enterprise",
    ]);
    simulator = createKeySimulator(join(folder, "control"), {
      tokens: [demoKeys["other-enterprise"].tokenLabel],
    });
    usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      // SoftHSM2 shows two keys, the simulator before it one of them as well.
      modulePaths: [simulator.modulePath, estate.module],
      log: { warn: () => undefined },
      startKeyHost: start,
    });
  }, 60_000);
  afterAll(() => {
    usbKeys.close();
    rmSync(folder, { recursive: true });
  });

  async function listed() {
    const list = await usbKeys.listKeys(trustOfEstate(estate), new Date());
    return list.certificates
      .filter(({ usability }) => usability.kind === "usable")
      .map(({ id, keyLabel, shownBy }) => ({ id, keyLabel, shownBy }));
  }

  const sign = (id: string) =>
    usbKeys.sign(id, {
      content: Buffer.from("content"),
      pin: estate.pin,
      signingTime: new Date(),
      isFinalTryConfirmed: false,
    });

  it("are listed once each, sign at once, each in a process of its own, and fall over alone", async () => {
    const { main, "other-enterprise": other } = demoKeys;
    const certificates = await listed();
    expect(
      certificates.map(({ keyLabel, shownBy }) => [keyLabel, shownBy]),
    ).toEqual([
      [other.tokenLabel, [simulator.modulePath, estate.module]],
      [main.tokenLabel, [estate.module]],
    ]);
    await Promise.all(certificates.map(({ id }) => sign(id)));
    expect(hosts).toHaveLength(2);
    expect(simulator.pinAttempts()).toHaveLength(1);
    simulator.order({
      function: "any",
      call: "every",
      action: { kind: "crash" },
    });
    // The other driver shows the key of the fallen one, under an id of its own.
    const after = await listed();
    expect(after.map(({ keyLabel }) => keyLabel).sort()).toEqual(
      [main.tokenLabel, other.tokenLabel].sort(),
    );
    expect(after.map(({ id }) => id)).not.toContain(certificates[0]?.id);
  });

  it("are given the pause after loading that a vendor's module needs", async () => {
    const openLimitMs = 1500;
    const connection = connectKeyHost({
      startKeyHost: start,
      modulePath: estate.module,
      // Longer than the limit, so that only a pause that was made can exceed it.
      quirks: driverQuirksSchema.parse({ pauseAfterLoadMs: 10_000 }),
      times: { ...ordinaryTimes, openLimitMs },
      onChange: () => undefined,
      onEvent: () => undefined,
    });
    await expect(connection.list()).rejects.toMatchObject({
      problem: { code: "key-driver-hung" },
    });
    connection.close();
  });
});
