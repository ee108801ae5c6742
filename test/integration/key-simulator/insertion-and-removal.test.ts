import pkcs11js, { type Handle } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { numberOfSlot, slotId } from "./driver.ts";
import { useSimulatedDesk } from "./simulated-desk.ts";

describe("a simulated key that is inserted and pulled out", () => {
  const desk = useSimulatedDesk();

  it("is in no slot list while it is out, and back when inserted", async () => {
    const { driver, simulator } = desk;
    simulator.remove(1);
    const without = await driver.slots();
    const info = await driver.tell("C_GetTokenInfo", slotId(1));
    const all = await driver.call<Handle[]>("C_GetSlotList", false);
    simulator.insert(1);
    expect({
      without,
      info,
      all: all.map(numberOfSlot),
      again: await driver.slots(),
    }).toEqual({
      without: [2],
      info: "CKR_TOKEN_NOT_PRESENT",
      all: [1, 2],
      again: [1, 2],
    });
  });

  it("reports each insertion and removal once as a slot event", async () => {
    const { driver, simulator } = desk;
    const next = async (): Promise<number | null> => {
      const slot = await driver.call<Uint8Array | null>(
        "C_WaitForSlotEvent",
        pkcs11js.CKF_DONT_BLOCK,
      );
      return slot && numberOfSlot(slot);
    };
    const atFirst = await next();
    simulator.remove(2);
    const removed = [await next(), await next()];
    simulator.insert(2);
    const inserted = [await next(), await next()];
    expect({ atFirst, removed, inserted }).toEqual({
      atFirst: null,
      removed: [2, null],
      inserted: [2, null],
    });
  });

  it("wakes a call that waits for a slot event", async () => {
    const { driver, simulator } = desk;
    const waiting = driver.call<Uint8Array>("C_WaitForSlotEvent", 0);
    simulator.remove(1);
    expect(numberOfSlot(await waiting)).toBe(1);
  });

  it("answers CKR_FUNCTION_NOT_SUPPORTED to C_WaitForSlotEvent when ordered", async () => {
    const { driver, simulator } = desk;
    simulator.order({
      function: "C_WaitForSlotEvent",
      call: "every",
      action: {
        kind: "fail",
        returnCode: pkcs11js.CKR_FUNCTION_NOT_SUPPORTED,
      },
    });
    expect(await driver.tell("C_WaitForSlotEvent", 0)).toBe(
      "CKR_FUNCTION_NOT_SUPPORTED",
    );
  });

  it("loses its sessions and its login, and leaves the other key's alone", async () => {
    const { driver, simulator, pin } = desk;
    const session = await driver.openSession(1);
    const other = await driver.openSession(2);
    await driver.login(session, pin);
    await driver.login(other, pin);
    simulator.remove(1);
    const whileOut = await driver.tell("C_GetSessionInfo", session);
    simulator.insert(1);
    const whenBack = await driver.tell("C_GetSessionInfo", session);
    const fresh = await driver.openSession(1);
    const privateKeys = await driver.findClass(fresh, pkcs11js.CKO_PRIVATE_KEY);
    const othersKeys = await driver.findClass(other, pkcs11js.CKO_PRIVATE_KEY);
    expect({
      whileOut,
      whenBack,
      privateKeys: privateKeys.length,
      othersKeys: othersKeys.length,
      login: await driver.login(fresh, pin),
    }).toEqual({
      whileOut: "CKR_DEVICE_REMOVED",
      whenBack: "CKR_SESSION_HANDLE_INVALID",
      privateKeys: 0,
      othersKeys: 1,
      login: "CKR_OK",
    });
  });

  it("loses its login even when it is put back before anybody looked", async () => {
    const { driver, simulator, pin } = desk;
    const session = await driver.openSession();
    await driver.login(session, pin);
    simulator.remove();
    simulator.insert();
    const used = await driver.tell("C_GetSessionInfo", session);
    const login = await driver.login(await driver.openSession(), pin);
    expect([used, login]).toEqual(["CKR_SESSION_HANDLE_INVALID", "CKR_OK"]);
  });

  it("is pulled out in the middle of a signature and stays out for the next process", async () => {
    const { driver, simulator, pin } = desk;
    const session = await driver.openSession();
    await driver.login(session, pin);
    simulator.order({
      function: "C_Sign",
      call: 1,
      action: { kind: "remove-during" },
    });
    const signed = await driver.sign(session);
    const next = desk.startDriver();
    await next.initialize();
    const without = await next.slots();
    simulator.insert();
    const again = await driver.openSession();
    await driver.login(again, pin);
    expect([signed, without, await driver.sign(again)]).toEqual([
      "CKR_DEVICE_REMOVED",
      [2],
      "CKR_OK",
    ]);
  });

  it("is pulled out while the PIN is judged, and the try is spent", async () => {
    const { driver, simulator } = desk;
    simulator.configure({ pinTries: 6 });
    simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "remove-during" },
    });
    const session = await driver.openSession();
    const login = await driver.login(session, "00000000");
    expect([login, simulator.wrongPins()]).toEqual(["CKR_DEVICE_REMOVED", 1]);
  });

  it("is pulled out before the call counted to, whichever it is", async () => {
    const { driver, simulator } = desk;
    simulator.order({
      function: "any",
      call: 3,
      action: { kind: "remove-before" },
    });
    const answers = [];
    for (let call = 1; call <= 3; call++) {
      answers.push(await driver.tell("C_GetTokenInfo", slotId(1)));
    }
    expect(answers).toEqual(["CKR_OK", "CKR_OK", "CKR_TOKEN_NOT_PRESENT"]);
  });
});
