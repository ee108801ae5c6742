import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createSm2Estate,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { demoKeys } from "../../../dev/demo-ca/demo-keys.ts";
import { softwareModulePath } from "../../../dev/demo-ca/software-token.ts";
import { createKeySimulator } from "../../../dev/key-simulator.ts";
import { driverModulesOf } from "../../../src-main/application/driver-modules.ts";
import { createSettings } from "../../../src-main/settings/create-settings.ts";
import { readPolicyFile } from "../../../src-main/settings/policy-file.ts";
import {
  createUsbKeys,
  type UsbKeys,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "./fork-key-host.ts";

/** An authority's own build bears a name that nobody knows here; IT says in the policy what it is. */
describe("a driver that IT names with what is known of it", () => {
  let folder: string;
  let estate: DemoEstate;
  let usbKeys: UsbKeys;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "named-drivers-"));
    estate = await createSm2Estate(folder);
  });
  afterEach(() => usbKeys.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  async function open(
    driverModules: readonly string[],
    installed: readonly string[] = [],
  ) {
    const policy = join(folder, "policy.json");
    writeFileSync(policy, JSON.stringify({ enforced: { driverModules } }));
    const settings = await createSettings({
      profileFolder: join(folder, "profile"),
      policies: [readPolicyFile(policy)],
      commandLine: {},
      now: () => new Date(),
    });
    usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      ...driverModulesOf(settings.state(), {
        findInstalledModules: () => [...installed],
      }),
      log: { warn: () => undefined },
      startKeyHost: () => forkKeyHost(estate.environment),
    });
    return usbKeys.listKeys(trustOfEstate(estate), new Date());
  }

  function rename(modulePath: string): string {
    const path = join(folder, "ca-own-build.so");
    rmSync(path, { force: true });
    symlinkSync(modulePath, path);
    return path;
  }

  it("signs by the vendor's number that the policy gives", async () => {
    const simulator = createKeySimulator(join(folder, "control"), {
      tokens: [demoKeys.sm2.tokenLabel],
    });
    simulator.useSm2Mechanism(0x80005a01);
    const path = rename(simulator.modulePath);
    const sign = async (line: string) => {
      const { certificates } = await open([line]);
      return usbKeys.sign(certificates[0]?.id ?? "", {
        content: Buffer.from("content"),
        pin: estate.pin,
        signingTime: new Date(),
        isFinalTryConfirmed: false,
      });
    };
    await expect(sign(path)).rejects.toMatchObject({
      problem: { code: "key-signature-refused" },
    });
    usbKeys.close();
    const cms = await sign(`${path}|sm2Mechanisms=0x80005a01`);
    await verifyDetachedCms(cms, Buffer.from("content"));
  });

  const shownIn = ({ drivers }: Awaited<ReturnType<typeof open>>) =>
    drivers.map(({ name, path, problem }) => ({ name, path, problem }));

  it("is treated as the driver it is, once, also where the client finds it by itself", async () => {
    const path = rename(softwareModulePath);
    const hasEmptyToken = ({ tokens }: Awaited<ReturnType<typeof open>>) =>
      tokens.some(({ problem }) => problem === "key-not-initialised");
    const asItStands = await open([path]);
    usbKeys.close();
    const named = await open([`${path}|libsofthsm2.so`], [path]);
    expect([shownIn(asItStands), hasEmptyToken(asItStands)]).toEqual([
      [{ name: "ca-own-build.so", path, problem: null }],
      true,
    ]);
    expect([shownIn(named), hasEmptyToken(named)]).toEqual([
      [{ name: "SoftHSM2", path, problem: null }],
      false,
    ]);
  });

  it("is not loaded where it is said to be one that nobody knows", async () => {
    const path = rename(softwareModulePath);
    const list = await open([`${path}|unheard-of.dll`]);
    expect([shownIn(list), list.certificates]).toEqual([
      [{ name: "ca-own-build.so", path, problem: "key-driver-name-unknown" }],
      [],
    ]);
  });
});
