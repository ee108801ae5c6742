import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import type { SimulatorAction } from "../../../dev/key-simulator/simulator-orders.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const main = "演示电子钥匙";
const other = "演示EC钥匙";

describe("the budget of PIN tries", () => {
  const keys = useSimulatedKeys(["ec"]);
  const pinOf = async (label = main) => (await keys.certificateOn(label)).pin;
  const attempts = () => keys.simulator.pinAttempts().length;

  it("follows the key's own flags down to the lock, and spends the last try only after a confirmation", async () => {
    keys.simulator.configure({ pinTries: 3 });
    const { id } = await keys.certificateOn(main);
    expect(await keys.sign(id, "00000000")).toBe("key-pin-wrong");
    expect(await pinOf()).toMatchObject({ isCountLow: true, wrongTries: 1 });
    expect(await keys.sign(id, "00000000")).toBe("key-pin-wrong");
    expect(await pinOf()).toMatchObject({ isFinalTry: true, wrongTries: 2 });
    const before = attempts();
    expect(await keys.sign(id, keys.pin)).toBe("key-pin-final-try");
    expect(attempts()).toBe(before);
    expect(await keys.sign(id, "00000000", true)).toBe("key-pin-locked");
    expect(await pinOf()).toMatchObject({ isLocked: true });
    const whenLocked = attempts();
    expect(await keys.sign(id, keys.pin, true)).toBe("key-pin-locked");
    expect(attempts()).toBe(whenLocked);
    // The other key has lost nothing.
    expect(await pinOf(other)).toMatchObject({ wrongTries: 0 });
  });

  it("forgets its count when the authority has unlocked the key, or somebody typed the right PIN elsewhere", async () => {
    keys.simulator.configure({ pinTries: 3 });
    const { id } = await keys.certificateOn(main);
    await keys.sign(id, "00000000");
    await keys.sign(id, "00000000");
    keys.simulator.setWrongPins(0);
    expect(await pinOf()).toMatchObject({ isFinalTry: false, wrongTries: 0 });
    expect(await keys.sign(id, keys.pin)).toBe("signed");
  });

  it("remembers over a restart for a key that never tells of the last try, and asks before the try that may lock it", async () => {
    const { id, authority } = await keys.certificateOn(main);
    expect(authority.locksAfter).toBe(6);
    for (let time = 0; time < 5; time += 1) {
      if (time === 3) keys.restart();
      expect(await keys.sign(id, "00000000")).toBe("key-pin-wrong");
    }
    keys.restart();
    expect(await pinOf()).toMatchObject({
      isFinalTry: true,
      wrongTries: 5,
    });
    const before = attempts();
    expect(await keys.sign(id, keys.pin)).toBe("key-pin-final-try");
    expect(attempts()).toBe(before);
    expect(await keys.sign(id, keys.pin, true)).toBe("signed");
    expect(await pinOf()).toMatchObject({ isFinalTry: false, wrongTries: 0 });
  });

  it("counts each key for itself also where keys show no serial number", async () => {
    for (const slot of [1, 2])
      keys.simulator.configure({ serialNumber: Buffer.alloc(0) }, slot);
    const [wrong, right] = [
      await keys.certificateOn(main),
      await keys.certificateOn(other),
    ];
    await keys.sign(wrong.id, "00000000");
    expect(await keys.sign(right.id, keys.pin)).toBe("signed");
    keys.restart();
    expect([await pinOf(), await pinOf(other)]).toMatchObject([
      { wrongTries: 1 },
      { wrongTries: 0 },
    ]);
  });

  it("keeps no serial number, maker or PIN in the profile's database", async () => {
    const { id, keySerialNumber } = await keys.certificateOn(main);
    await keys.sign(id, "00007777");
    const rows = JSON.stringify(
      keys.database.prepare("SELECT *, hex(key_hash) FROM pin_tries").all(),
    );
    expect(rows).toContain('"wrong_tries":1');
    for (const secret of [keySerialNumber, "SoftHSM", "00007777"])
      expect(rows).not.toContain(secret);
  });

  it("uses a key's own pad without a PIN from the screen", async () => {
    keys.simulator.configure({ pinPad: "right-entry", pinTries: 3 });
    const { id, pin } = await keys.certificateOn(main);
    expect(pin.hasPinPad).toBe(true);
    expect(await keys.sign(id, null)).toBe("signed");
    keys.simulator.configure({ pinPad: "wrong-entry", pinTries: 3 });
    expect(await keys.sign(id, null)).toBe("key-pin-wrong");
    expect(await pinOf()).toMatchObject({ isCountLow: true, wrongTries: 1 });
  });

  it("remembers over a restart a try that got no answer, apart from the wrong ones, until the next answer", async () => {
    keys.restart({ signLimitMs: 3000 });
    const { id } = await keys.certificateOn(main);
    const lose = async (action: SimulatorAction) => {
      const rule = keys.simulator.order({
        function: "C_Login",
        call: 1,
        action,
      });
      const outcome = await keys.sign(id, keys.pin);
      rule.lift();
      keys.simulator.insert();
      return outcome;
    };
    expect([
      await lose({ kind: "crash" }),
      await lose({ kind: "remove-during" }),
      await lose({ kind: "hang" }),
    ]).toEqual(["key-driver-crashed", "key-removed", "key-driver-hung"]);
    keys.restart();
    expect([await pinOf(), await pinOf(other)]).toMatchObject([
      { wrongTries: 0, uncertainTries: 3, isFinalTry: false },
      { wrongTries: 0, uncertainTries: 0 },
    ]);
    // This key tells of no last try: any of them may have counted, and the sixth wrong PIN locks.
    expect(await keys.sign(id, "00000000")).toBe("key-pin-wrong");
    expect(await pinOf()).toMatchObject({ wrongTries: 4, uncertainTries: 0 });
    expect(await lose({ kind: "crash" })).toBe("key-driver-crashed");
    expect(await pinOf()).toMatchObject({
      uncertainTries: 1,
      isFinalTry: true,
    });
    const before = attempts();
    expect(await keys.sign(id, keys.pin)).toBe("key-pin-final-try");
    expect(attempts()).toBe(before);
    expect(await keys.sign(id, keys.pin, true)).toBe("signed");
    expect(await pinOf()).toMatchObject({
      wrongTries: 0,
      uncertainTries: 0,
      isFinalTry: false,
    });
  });

  it("has remembered it before the key is asked, so that also the client's own end loses nothing", async () => {
    const { id } = await keys.certificateOn(main);
    keys.simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "hang" },
    });
    void keys.sign(id, keys.pin);
    await keys.simulator.journalShows(({ event }) => event === "hangs");
    expect(
      keys.database
        .prepare("SELECT wrong_tries, uncertain_tries FROM pin_tries")
        .all(),
    ).toEqual([{ wrong_tries: 0, uncertain_tries: 1 }]);
  });

  it("knows that a PIN was right where the key is lost only while it signs", async () => {
    const { id } = await keys.certificateOn(main);
    await keys.sign(id, "00000000");
    const rule = keys.simulator.order({
      function: "C_Sign",
      call: 1,
      action: { kind: "crash" },
    });
    expect(await keys.sign(id, keys.pin)).toBe("key-driver-crashed");
    rule.lift();
    expect(await pinOf()).toMatchObject({ wrongTries: 0, uncertainTries: 0 });
  });

  it("spends nothing on a key that crashes, is pulled or refuses before it judges the PIN", async () => {
    keys.simulator.configure({ pinTries: 3 });
    const { id } = await keys.certificateOn(main);
    const outcomes = [];
    for (const action of [
      { kind: "fail", returnCode: pkcs11js.CKR_DEVICE_ERROR },
      { kind: "crash" },
      { kind: "remove-before" },
    ] as const) {
      const rule = keys.simulator.order({
        function: "C_Login",
        call: 1,
        action,
      });
      outcomes.push(await keys.sign(id, keys.pin));
      rule.lift();
      keys.simulator.insert();
    }
    expect(outcomes).toEqual([
      "key-driver-error",
      "key-driver-crashed",
      "key-removed",
    ]);
    expect([await pinOf(), keys.simulator.wrongPins()]).toMatchObject([
      { wrongTries: 0 },
      0,
    ]);
    // One call each: nothing was tried a second time by itself.
    expect(attempts()).toBe(3);
  });
});
