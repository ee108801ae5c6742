import pkcs11js from "pkcs11js";
import { describe, expect, it } from "vitest";
import type { JournalEntry } from "../../../dev/key-simulator/read-journal.ts";
import { slotId } from "./driver.ts";
import { useSimulatedDesk } from "./simulated-desk.ts";

describe("a simulated driver that fails", () => {
  const desk = useSimulatedDesk();

  it.each([
    "CKR_DEVICE_REMOVED",
    "CKR_DEVICE_ERROR",
    "CKR_SESSION_HANDLE_INVALID",
  ] as const)(
    "answers C_Sign with %s once and signs the next time",
    async (name) => {
      const { driver, simulator, pin } = desk;
      const session = await driver.openSession();
      await driver.login(session, pin);
      simulator.order({
        function: "C_Sign",
        call: 1,
        action: { kind: "fail", returnCode: pkcs11js[name] },
      });
      const answers = [await driver.sign(session), await driver.sign(session)];
      expect(answers).toEqual([name, "CKR_OK"]);
    },
  );

  it("answers with a vendor's own number, every time until the order is lifted", async () => {
    const { driver, simulator } = desk;
    const rule = simulator.order({
      function: "C_GetTokenInfo",
      call: "every",
      action: { kind: "fail", returnCode: 0x8000_0a01 },
    });
    const ask = () => driver.tell("C_GetTokenInfo", slotId(1));
    const answers = [await ask(), await ask()];
    rule.lift();
    expect([...answers, await ask()]).toEqual([
      "CKR_VENDOR_DEFINED",
      "CKR_VENDOR_DEFINED",
      "CKR_OK",
    ]);
  });

  it("fails for one slot and leaves the other alone", async () => {
    const { driver, simulator } = desk;
    simulator.order({
      function: "C_OpenSession",
      call: "every",
      slot: 1,
      action: { kind: "fail", returnCode: pkcs11js.CKR_DEVICE_ERROR },
    });
    const open = (slot: number) =>
      driver.tell("C_OpenSession", slotId(slot), pkcs11js.CKF_SERIAL_SESSION);
    expect([await open(1), await open(2)]).toEqual([
      "CKR_DEVICE_ERROR",
      "CKR_OK",
    ]);
  });

  it("hangs until the order is lifted", async () => {
    const { driver, simulator } = desk;
    const rule = simulator.order({
      function: "C_GetSlotList",
      call: "every",
      action: { kind: "hang" },
    });
    const slots = driver.slots();
    await simulator.journalShows(({ event }) => event === "hangs");
    rule.lift();
    expect(await slots).toEqual([1, 2]);
  });

  it("notices after a hang that the key was pulled out meanwhile", async () => {
    const { driver, simulator, pin } = desk;
    const session = await driver.openSession();
    await driver.login(session, pin);
    const rule = simulator.order({
      function: "C_Sign",
      call: 1,
      action: { kind: "hang" },
    });
    const signed = driver.sign(session);
    await simulator.journalShows(({ event }) => event === "hangs");
    simulator.remove();
    rule.lift();
    expect(await signed).toBe("CKR_DEVICE_REMOVED");
  });

  it("hangs for ever in one process and works in the one started instead", async () => {
    const { driver, simulator } = desk;
    simulator.order({
      function: "C_GetSlotList",
      call: 1,
      action: { kind: "hang" },
    });
    const hung = driver.tell("C_GetSlotList", true);
    await simulator.journalShows(({ event }) => event === "hangs");
    await driver.end();
    const next = desk.startDriver();
    await next.initialize();
    expect([await hung, await next.slots()]).toEqual([
      "ended: SIGKILL",
      [1, 2],
    ]);
  });

  it("crashes at the call counted to, and not again in the process started instead", async () => {
    const { driver, simulator } = desk;
    simulator.order({
      function: "C_GetSlotList",
      call: 3,
      action: { kind: "crash" },
    });
    // pkcs11js asks twice for each list: how many, then which.
    const first = await driver.slots();
    const second = await driver.tell("C_GetSlotList", true);
    const next = desk.startDriver();
    await next.initialize();
    expect([first, second, await driver.ended, await next.slots()]).toEqual([
      [1, 2],
      "ended: SIGABRT",
      "SIGABRT",
      [1, 2],
    ]);
  });

  it("loads slowly when ordered", async () => {
    const { simulator } = desk;
    const delayInitialize = (durationMs: number) =>
      simulator.order({
        function: "C_Initialize",
        call: 1,
        action: { kind: "delay", durationMs },
      });
    delayInitialize(1);
    await desk.startDriver().initialize();
    delayInitialize(3_600_000);
    const slow = desk.startDriver();
    const loading = slow.tell("C_Initialize", { flags: 0 });
    const isDelayed = ({ event }: JournalEntry) => event === "is-delayed";
    await simulator.journalShows(
      (entry) => isDelayed(entry) && entry.processId === slow.processId,
    );
    await slow.end();
    expect(await loading).toBe("ended: SIGKILL");
  });

  it("refuses the arguments of C_Initialize", async () => {
    const { simulator } = desk;
    simulator.refuseInitializeArguments();
    const driver = desk.startDriver();
    expect(await driver.tell("C_Initialize", { flags: 0 })).toBe(
      "CKR_ARGUMENTS_BAD",
    );
  });

  it("answers CKR_CRYPTOKI_NOT_INITIALIZED before C_Initialize and after C_Finalize", async () => {
    const { driver } = desk;
    const next = desk.startDriver();
    await driver.call("C_Finalize");
    expect([
      await next.tell("C_GetSlotList", true),
      await driver.tell("C_GetSlotList", true),
    ]).toEqual([
      "CKR_CRYPTOKI_NOT_INITIALIZED",
      "CKR_CRYPTOKI_NOT_INITIALIZED",
    ]);
  });
});
