import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import type { SimulatorAction } from "../../../dev/key-simulator/simulator-orders.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const main = "演示电子钥匙";

describe("修改PIN码", () => {
  const keys = useSimulatedKeys();
  const newPin = "Neu-87654321";

  it("changes the PIN with one try, and back", async () => {
    const { id } = await keys.certificateOn(main);
    expect(await keys.changePin(id, { present: keys.pin, next: newPin })).toBe(
      "changed",
    );
    expect(keys.simulator.pinAttempts()).toHaveLength(1);
    expect(await keys.sign(id, newPin)).toBe("signed");
    expect(await keys.sign(id, keys.pin)).toBe("key-pin-wrong");
    expect(await keys.changePin(id, { present: newPin, next: keys.pin })).toBe(
      "changed",
    );
    expect(await keys.sign(id, keys.pin)).toBe("signed");
  });

  it("counts a wrong present PIN as one of the tries, and asks before the last one", async () => {
    keys.simulator.configure({ pinTries: 2 });
    const { id } = await keys.certificateOn(main);
    const wrong = { present: "00000000", next: newPin };
    expect(await keys.changePin(id, wrong)).toBe("key-pin-wrong");
    expect((await keys.certificateOn(main)).pin).toMatchObject({
      isFinalTry: true,
      wrongTries: 1,
    });
    expect(await keys.changePin(id, wrong)).toBe("key-pin-final-try");
    expect(keys.simulator.pinAttempts()).toHaveLength(1);
    expect(await keys.changePin(id, wrong, true)).toBe("key-pin-locked");
  });

  it("spends no try on a new PIN whose length the key cannot take", async () => {
    const { id, pin } = await keys.certificateOn(main);
    const next = "1".repeat(pin.length.least - 1);
    expect(await keys.changePin(id, { present: keys.pin, next })).toBe(
      "key-pin-length",
    );
    expect(keys.simulator.pinAttempts()).toEqual([]);
  });

  it("tells a refused new PIN from a wrong present one", async () => {
    const { id } = await keys.certificateOn(main);
    const pins = { present: keys.pin, next: newPin };
    const outcomes = [];
    for (const returnCode of [
      pkcs11js.CKR_PIN_INVALID,
      pkcs11js.CKR_PIN_TOO_WEAK,
      pkcs11js.CKR_PIN_INCORRECT,
    ]) {
      const rule = keys.simulator.order({
        function: "C_SetPIN",
        call: 1,
        action: { kind: "fail", returnCode },
      });
      outcomes.push(await keys.changePin(id, pins));
      rule.lift();
    }
    expect(outcomes).toEqual([
      "key-new-pin-refused",
      "key-new-pin-refused",
      "key-pin-wrong",
    ]);
    expect(await keys.sign(id, keys.pin)).toBe("signed");
  });

  it("logs in first only where the module wants it so", async () => {
    const { id } = await keys.certificateOn(main);
    keys.simulator.order({
      function: "C_SetPIN",
      call: 1,
      action: { kind: "fail", returnCode: pkcs11js.CKR_USER_NOT_LOGGED_IN },
    });
    const pins = { present: keys.pin, next: newPin };
    expect(await keys.changePin(id, pins)).toBe("changed");
    expect(keys.simulator.pinAttempts().map((entry) => entry.function)).toEqual(
      ["C_SetPIN", "C_Login", "C_SetPIN"],
    );
    await keys.changePin(id, { present: newPin, next: keys.pin });
  });

  it("is done on the key's own pad without a PIN from the screen", async () => {
    keys.simulator.configure({ pinPad: "right-entry", pinTries: 3 });
    const { id } = await keys.certificateOn(main);
    expect(await keys.changePin(id, null)).toBe("changed");
    keys.simulator.configure({ pinPad: "wrong-entry", pinTries: 3 });
    expect(await keys.changePin(id, null)).toBe("key-pin-wrong");
    expect((await keys.certificateOn(main)).pin).toMatchObject({
      isCountLow: true,
      wrongTries: 1,
    });
    expect(keys.simulator.pinAttempts().map((entry) => entry.function)).toEqual(
      ["C_SetPIN", "C_SetPIN"],
    );
  });

  it("never changes the PIN of another key", async () => {
    const { id } = await keys.certificateOn(main);
    keys.simulator.remove(1);
    expect(await keys.changePin(id, { present: keys.pin, next: newPin })).toBe(
      "key-removed",
    );
    expect(keys.simulator.pinAttempts()).toEqual([]);
  });

  it.each<[string, SimulatorAction]>([
    ["crashes", { kind: "crash" }],
    ["hangs", { kind: "hang" }],
    ["loses its key", { kind: "remove-during" }],
    ["fails", { kind: "fail", returnCode: pkcs11js.CKR_DEVICE_ERROR }],
  ])(
    "leaves open which PIN the key bears, and counts a try as uncertain, where the module %s over C_SetPIN",
    async (_, action) => {
      keys.restart({ signLimitMs: 3000 });
      const { id } = await keys.certificateOn(main);
      const rule = keys.simulator.order({
        function: "C_SetPIN",
        call: 1,
        action,
      });
      // The same PIN again, so that the key is left as it was whatever it has done.
      const pins = { present: keys.pin, next: keys.pin };
      expect(await keys.changePin(id, pins)).toBe("key-pin-change-unanswered");
      rule.lift();
      keys.simulator.insert();
      expect((await keys.certificateOn(main)).pin).toMatchObject({
        wrongTries: 0,
        uncertainTries: 1,
      });
    },
  );

  it("knows that the PIN was right where the module crashes only over the C_SetPIN after the login", async () => {
    const { id } = await keys.certificateOn(main);
    keys.simulator.order({
      function: "C_SetPIN",
      call: 1,
      action: { kind: "fail", returnCode: pkcs11js.CKR_USER_NOT_LOGGED_IN },
    });
    keys.simulator.order({
      function: "C_SetPIN",
      call: 2,
      action: { kind: "crash" },
    });
    const pins = { present: keys.pin, next: keys.pin };
    expect(await keys.changePin(id, pins)).toBe("key-pin-change-unanswered");
    expect((await keys.certificateOn(main)).pin).toMatchObject({
      wrongTries: 0,
      uncertainTries: 0,
    });
  });

  it("leaves nothing open where the module crashes before it is asked", async () => {
    const { id } = await keys.certificateOn(main);
    keys.hosts.at(-1)?.kill();
    await expect
      .poll(() => keys.usbKeys.lastEvents().at(-1)?.kind)
      .toBe("crashed");
    keys.simulator.order({
      function: "C_Initialize",
      call: 1,
      action: { kind: "crash" },
    });
    const pins = { present: keys.pin, next: keys.pin };
    expect(await keys.changePin(id, pins)).toBe("key-driver-crashed");
  });

  it.each([
    "CKR_FUNCTION_NOT_SUPPORTED",
    "CKR_FUNCTION_REJECTED",
    "CKR_KEY_FUNCTION_NOT_PERMITTED",
  ] as const)(
    "says what became of the PIN, and nothing of signatures, where C_SetPIN answers %s",
    async (name) => {
      const { id } = await keys.certificateOn(main);
      keys.simulator.order({
        function: "C_SetPIN",
        call: 1,
        action: { kind: "fail", returnCode: pkcs11js[name] },
      });
      const pins = { present: keys.pin, next: newPin };
      expect(await keys.changePin(id, pins)).toBe("key-pin-change-refused");
      const { kind, call, returnCode } = keys.usbKeys.lastEvents().at(-1) ?? {};
      expect({ kind, call, returnCode }).toEqual({
        kind: "refused",
        call: "C_SetPIN",
        returnCode: `0x${pkcs11js[name].toString(16)}`,
      });
      expect(await keys.sign(id, keys.pin)).toBe("signed");
    },
  );
});
