import { copyFileSync } from "node:fs";
import { join } from "node:path";
import pkcs11js from "pkcs11js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { trustOfEstate } from "../../../dev/demo-ca/create-demo-estate.ts";
import { createUsbKeys } from "../../../src-main/usb-key/create-usb-keys.ts";
import { keyMemoryParts } from "../../fixtures/fakes/fake-pin-memory.ts";
import { forkKeyHost } from "./fork-key-host.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const waitAtMost = { timeout: 20_000, interval: 25 };

describe("watching the keys", () => {
  const keys = useSimulatedKeys();

  it("tells of a key that was pulled out under its PIN and put back before the next look", async () => {
    // Longer than all that happens before the key is back.
    keys.restart({ watchIntervalMs: 1500 });
    let tell: (() => void) | undefined;
    const changed = new Promise<void>((resolve) => (tell = resolve));
    keys.usbKeys.onChange(() => tell?.());
    const { id } = await keys.certificateOn("演示电子钥匙");
    const order = keys.simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "remove-before" },
    });
    expect(await keys.sign(id, keys.pin)).toBe("key-removed");
    expect((await keys.list()).certificates).toEqual([]);
    order.lift();
    keys.simulator.insert();
    await changed;
    expect((await keys.list()).certificates[0]?.id).toBe(id);
  });

  it("does not take for gone a key that was pulled, and put back, while it was read", async () => {
    const { certificateSha256 } = await keys.certificateOn("演示电子钥匙");
    const see = () => keys.usbKeys.seeCertificate(certificateSha256);
    keys.simulator.order({
      function: "C_FindObjects",
      call: 1,
      action: { kind: "fail", returnCode: pkcs11js.CKR_SESSION_HANDLE_INVALID },
    });
    expect([await see(), await see()]).toEqual(["unclear", "here"]);
    keys.simulator.remove();
    expect(await see()).toBe("gone");
  });

  it("does not take for gone a certificate whose key, or driver, only failed to answer", async () => {
    const { certificateSha256 } = await keys.certificateOn("演示电子钥匙");
    const see = () => keys.usbKeys.seeCertificate(certificateSha256);
    for (const [name, returnCode] of [
      ["C_GetSlotList", pkcs11js.CKR_DEVICE_ERROR],
      ["C_OpenSession", pkcs11js.CKR_SESSION_COUNT],
      ["C_FindObjects", pkcs11js.CKR_DEVICE_ERROR],
    ] as const) {
      keys.simulator.order({
        function: name,
        call: 1,
        action: { kind: "fail", returnCode },
      });
      expect([name, await see(), await see()]).toEqual([
        name,
        "unclear",
        "here",
      ]);
    }
  });

  it("watches a driver that was installed while the client ran, once it was listed", async () => {
    const modulePath = join(keys.folder, "installed-later.so");
    const usbKeys = createUsbKeys({
      ...keyMemoryParts(),
      modulePaths: [modulePath],
      log: { warn: () => undefined },
      times: { watchIntervalMs: 50 },
      startKeyHost: () =>
        forkKeyHost({
          ...keys.estate.environment,
          ...keys.simulator.environment,
        }),
    });
    onTestFinished(() => usbKeys.close());
    let changes = 0;
    usbKeys.onChange(() => (changes += 1));
    const list = () => usbKeys.listKeys(trustOfEstate(keys.estate), new Date());
    expect((await list()).drivers[0]?.problem).toBe("key-no-driver");
    copyFileSync(keys.simulator.modulePath, modulePath);
    expect((await list()).certificates).not.toEqual([]);
    // The second one is answered after the watching began.
    await list();
    keys.simulator.remove();
    await vi.waitFor(() => expect(changes).toBeGreaterThan(0), waitAtMost);
  });

  it("ends a driver that hangs in a look while nobody asks, and goes on watching", async () => {
    keys.restart({ silenceLimitMs: 1000 });
    const changes: string[] = [];
    keys.usbKeys.onChange(() => {
      changes.push("changed");
    });
    const changed = (count: number) =>
      vi.waitFor(() => {
        expect(changes.length).toBeGreaterThanOrEqual(count);
      }, waitAtMost);
    await keys.list();
    keys.simulator.order({
      function: "C_GetSlotList",
      call: 1,
      action: { kind: "hang" },
    });
    await changed(1);
    expect(keys.usbKeys.lastEvents().at(-1)).toMatchObject({
      kind: "hung",
      problem: "key-driver-hung",
    });
    expect((await keys.list()).certificates).not.toEqual([]);
    const before = changes.length;
    keys.simulator.remove();
    await changed(before + 1);
    expect((await keys.list()).certificates).toEqual([]);
  });
});
