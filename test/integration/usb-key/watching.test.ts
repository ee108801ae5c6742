import { describe, expect, it } from "vitest";
import { useSimulatedKeys } from "./simulated-keys.ts";

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
});
