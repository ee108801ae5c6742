import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createDemoEstate,
  trustOfEstate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import { buildKeyHost } from "../../../dev/build-programs.ts";
import { find32BitKeyHost } from "../../../src-main/application/find-32-bit-key-host.ts";
import { intactKeyHost } from "../../../src-main/application/intact-key-host.ts";
import {
  createUsbKeys,
  type UsbKeys,
  type UsbKeysOptions,
} from "../../../src-main/usb-key/create-usb-keys.ts";
import { readModuleHeader } from "../../../src-main/usb-key/read-module-header.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "./fork-key-host.ts";

const project = join(import.meta.dirname, "../../..");
const content = new TextEncoder().encode("content");

/*
 * There is no 32-bit Node for Linux any more. What stands in for it is this one under another name, beside the built script and its
 * own pkcs11js, as the installer lays them out for Windows; the driver of the other machine word is a real one.
 */
describe("drivers of another machine word", () => {
  let folder: string;
  let resources: string;
  let i386Module: string;
  let estate: DemoEstate;
  let usbKeys: UsbKeys | null = null;
  let ownStarts = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "drivers-of-32-bit-"));
    estate = await createDemoEstate(join(folder, "estate"));
    const source = join(folder, "i386.c");
    i386Module = join(folder, "i386.so");
    writeFileSync(
      source,
      "unsigned long C_GetFunctionList(void **list) {\n  *list = 0;\n  return 0x54;\n}\n",
    );
    execFileSync("gcc", [
      "-m32",
      "-shared",
      "-fPIC",
      "-nostdlib",
      "-o",
      i386Module,
      source,
    ]);
    resources = join(folder, "resources");
    const host = join(resources, "key-host-32");
    await buildKeyHost(host);
    mkdirSync(join(host, "node_modules"));
    symlinkSync(
      join(project, "node_modules/pkcs11js"),
      join(host, "node_modules/pkcs11js"),
    );
    writeFileSync(
      join(host, "node"),
      `#!/bin/sh\necho "$1" >>"${folder}/started"\nSOFTHSM2_CONF="${estate.environment.SOFTHSM2_CONF}" exec "${process.execPath}" "$@"\n`,
      { mode: 0o755 },
    );
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    usbKeys?.close();
    ownStarts = 0;
    rmSync(join(folder, "started"), { force: true });
  });

  function openKeys(
    options: Pick<UsbKeysOptions, "modulePaths"> & Partial<UsbKeysOptions>,
  ): UsbKeys {
    return (usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      log: { warn: () => undefined },
      startKeyHost: () => {
        ownStarts += 1;
        return forkKeyHost(estate.environment);
      },
      ...options,
    }));
  }

  async function problemsOf(keys: UsbKeys): Promise<(string | null)[]> {
    const { drivers } = await keys.listKeys(trustOfEstate(estate), new Date());
    return drivers.map(({ problem }) => problem);
  }

  /** Which scripts the other executable was started with. */
  function started(): string[] {
    const path = join(folder, "started");
    return existsSync(path)
      ? readFileSync(path, "utf8").trim().split("\n")
      : [];
  }

  it("are told from the file's header, and nothing is started for them where no executable of theirs is installed", async () => {
    expect(await readModuleHeader(i386Module)).toEqual({
      kind: "library",
      format: "elf",
      architecture: "ia32",
    });
    const start32BitKeyHost = find32BitKeyHost(join(folder, "nowhere"));
    const keys = openKeys({ modulePaths: [i386Module], start32BitKeyHost });
    expect(await problemsOf(keys)).toEqual(["key-driver-32-bit"]);
    expect(ownStarts).toBe(0);
  });

  it("go to their executable with the same script, and drivers of our own machine word to ours", async () => {
    const keys = openKeys({
      modulePaths: [i386Module, estate.module],
      start32BitKeyHost: find32BitKeyHost(resources),
    });
    // The stand-in is no 32-bit program, so it says what any program says of a driver that it cannot load.
    expect(await problemsOf(keys)).toEqual(["key-driver-not-loaded", null]);
    expect(started()).toEqual([join(resources, "key-host-32/key-host.js")]);
    expect(ownStarts).toBe(1);
  });

  it("are served by the built script under the other executable as by our own: lists, signs, watches", async () => {
    const start = find32BitKeyHost(resources);
    if (start === null) throw new Error("the stand-in was not found");
    const keys = openKeys({
      modulePaths: [estate.module],
      startKeyHost: start,
    });
    keys.onChange(() => undefined);
    const { certificates } = await keys.listKeys(
      trustOfEstate(estate),
      new Date(),
    );
    const cms = await keys.sign(certificates[0]?.id ?? "", {
      content,
      pin: estate.pin,
      signingTime: new Date(),
      isFinalTryConfirmed: false,
    });
    await verifyDetachedCms(cms, content);
    expect(started()).toHaveLength(1);
  });

  it("are not served by a script other than the one that was built with the client", async () => {
    const script = join(resources, "key-host-32/key-host.js");
    const keys = openKeys({
      modulePaths: [estate.module],
      startKeyHost: () => {
        intactKeyHost(script, "0".repeat(64));
        return forkKeyHost(estate.environment);
      },
    });
    expect(await problemsOf(keys)).toEqual(["key-host-altered"]);
  });
});
