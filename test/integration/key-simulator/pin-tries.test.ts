import pkcs11js, { type Handle } from "pkcs11js";
import { describe, expect, it } from "vitest";
import { useSimulatedDesk } from "./simulated-desk.ts";

const wrongPin = "00000000";

const pinFlags = {
  "count-low": pkcs11js.CKF_USER_PIN_COUNT_LOW,
  "final-try": pkcs11js.CKF_USER_PIN_FINAL_TRY,
  locked: pkcs11js.CKF_USER_PIN_LOCKED,
};

function namesOf(flags: number): string[] {
  return Object.entries(pinFlags)
    .filter(([, flag]) => (flags & flag) !== 0)
    .map(([name]) => name);
}

describe("the PIN of a simulated key", () => {
  const desk = useSimulatedDesk();

  it("counts down to the last try, then locks, even for the right PIN", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ pinTries: 3 });
    const session = await driver.openSession();
    const seen = [namesOf(await driver.tokenFlags())];
    const answers = [];
    for (const one of [wrongPin, wrongPin, wrongPin, pin]) {
      answers.push(await driver.login(session, one));
      seen.push(namesOf(await driver.tokenFlags()));
    }
    expect({ answers, seen }).toEqual({
      answers: [
        "CKR_PIN_INCORRECT",
        "CKR_PIN_INCORRECT",
        "CKR_PIN_INCORRECT",
        "CKR_PIN_LOCKED",
      ],
      seen: [
        [],
        ["count-low"],
        ["count-low", "final-try"],
        ["count-low", "locked"],
        ["count-low", "locked"],
      ],
    });
  });

  it("gets all tries back with the right PIN", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ pinTries: 3 });
    const session = await driver.openSession();
    await driver.login(session, wrongPin);
    await driver.login(session, wrongPin);
    const spent = simulator.wrongPins();
    await driver.login(session, pin);
    expect([
      spent,
      simulator.wrongPins(),
      namesOf(await driver.tokenFlags()),
    ]).toEqual([2, 0, []]);
  });

  it("remembers wrong tries over a restart of the process, for each key apart", async () => {
    const { driver, simulator } = desk;
    simulator.configure({ pinTries: 2 }, 1);
    simulator.configure({ pinTries: 2 }, 2);
    await driver.login(await driver.openSession(1), wrongPin);
    await driver.end();
    const next = desk.startDriver();
    await next.initialize();
    expect([
      namesOf(await next.tokenFlags(1)),
      namesOf(await next.tokenFlags(2)),
    ]).toEqual([["count-low", "final-try"], []]);
  });

  it("can be brought to its last try, and unlocked, from outside", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ pinTries: 6 });
    simulator.setWrongPins(5);
    const last = namesOf(await driver.tokenFlags());
    simulator.setWrongPins(6);
    const session = await driver.openSession();
    const locked = await driver.login(session, pin);
    simulator.setWrongPins(0);
    expect([last, locked, await driver.login(session, pin)]).toEqual([
      ["count-low", "final-try"],
      "CKR_PIN_LOCKED",
      "CKR_OK",
    ]);
  });

  it("counts a wrong old PIN when the PIN is changed", async () => {
    const { driver, simulator } = desk;
    simulator.configure({ pinTries: 3 });
    const session = await driver.openSession();
    const answer = await driver.tell("C_SetPIN", session, wrongPin, "11111111");
    expect([answer, simulator.wrongPins()]).toEqual(["CKR_PIN_INCORRECT", 1]);
  });

  it("spends nothing on a login beside a login", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ pinTries: 3 });
    const session = await driver.openSession();
    await driver.login(session, pin);
    const again = await driver.login(session, wrongPin);
    expect([again, simulator.wrongPins()]).toEqual([
      "CKR_USER_ALREADY_LOGGED_IN",
      0,
    ]);
  });

  it("is journaled at every attempt with its outcome and never itself", async () => {
    const { driver, simulator, pin } = desk;
    const session = await driver.openSession();
    await driver.login(session, wrongPin);
    await driver.login(session, pin);
    const outcomes = simulator
      .journal()
      .filter((entry) => entry.function === "C_Login")
      .map(({ slot, event, detail }) => [slot, event, detail]);
    expect(outcomes).toEqual([
      [1, "entered", "user"],
      [1, "answered", "CKR_PIN_INCORRECT"],
      [1, "entered", "user"],
      [1, "answered", "CKR_OK"],
    ]);
    expect(simulator.pinAttempts()).toHaveLength(2);
    const text = JSON.stringify(simulator.journal());
    expect([text.includes(pin), text.includes(wrongPin)]).toEqual([
      false,
      false,
    ]);
  });

  it("journals an attempt that an order answers", async () => {
    const { driver, simulator, pin } = desk;
    simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "fail", returnCode: pkcs11js.CKR_PIN_EXPIRED },
    });
    const answer = await driver.login(await driver.openSession(), pin);
    expect([answer, simulator.pinAttempts().length]).toEqual([
      "CKR_PIN_EXPIRED",
      1,
    ]);
  });
});

describe("a simulated key with a pad of its own", () => {
  const desk = useSimulatedDesk();

  it("says so and takes the PIN from the pad", async () => {
    const { driver, simulator } = desk;
    simulator.configure({ pinPad: "right-entry" });
    const flags = await driver.tokenFlags();
    // pkcs11js cannot pass a null pointer; an empty PIN is as near as it gets.
    const login = await driver.login(await driver.openSession(), "");
    expect([
      (flags & pkcs11js.CKF_PROTECTED_AUTHENTICATION_PATH) !== 0,
      login,
    ]).toEqual([true, "CKR_OK"]);
  });

  it("counts a wrong entry on the pad", async () => {
    const { driver, simulator } = desk;
    simulator.configure({ pinPad: "wrong-entry", pinTries: 3 });
    const login = await driver.login(await driver.openSession(), "");
    expect([login, simulator.wrongPins()]).toEqual(["CKR_PIN_INCORRECT", 1]);
  });

  it("takes both PINs from the pad when it is changed there", async () => {
    const { driver, simulator, pin } = desk;
    const change = async (present: string, next: string) =>
      driver.tell("C_SetPIN", await driver.openSession(), present, next);
    simulator.configure({ pinPad: "wrong-entry", pinTries: 3 });
    const answers = [await change("", ""), simulator.wrongPins()];
    simulator.configure({ pinPad: "right-entry", pinTries: 3 });
    answers.push(await change(pin, ""), await change("", pin));
    answers.push(simulator.wrongPins(), await change("", ""));
    expect([...answers, simulator.wrongPins()]).toEqual([
      "CKR_PIN_INCORRECT",
      1,
      "CKR_ARGUMENTS_BAD",
      "CKR_ARGUMENTS_BAD",
      1,
      "CKR_OK",
      0,
    ]);
  });

  it("refuses a PIN that the program sends, and spends no try on it", async () => {
    const { driver, simulator, pin } = desk;
    simulator.configure({ pinPad: "right-entry", pinTries: 3 });
    const login = await driver.login(await driver.openSession(), pin);
    expect([login, simulator.wrongPins()]).toEqual(["CKR_ARGUMENTS_BAD", 0]);
  });
});

describe("a simulated key that wants its PIN for every signature", () => {
  const desk = useSimulatedDesk();

  async function logInAgain(session: Handle, pin: string): Promise<string> {
    const { CKU_CONTEXT_SPECIFIC } = pkcs11js;
    return desk.driver.tell("C_Login", session, CKU_CONTEXT_SPECIFIC, pin);
  }

  async function openSession(): Promise<Handle> {
    desk.simulator.configure({ alwaysAuthenticate: true, pinTries: 3 });
    const session = await desk.driver.openSession();
    await desk.driver.login(session, desk.pin);
    return session;
  }

  it("shows CKA_ALWAYS_AUTHENTICATE and refuses to sign without the PIN", async () => {
    const { driver } = desk;
    const session = await openSession();
    const [key] = await driver.find(session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
      { type: pkcs11js.CKA_ALWAYS_AUTHENTICATE, value: true },
    ]);
    const shown =
      key &&
      (await driver.readAttribute(
        session,
        key,
        pkcs11js.CKA_ALWAYS_AUTHENTICATE,
      ));
    expect([shown, await driver.sign(session)]).toEqual([
      Buffer.from([1]),
      "CKR_USER_NOT_LOGGED_IN",
    ]);
  });

  it("signs once after the PIN, and wants it again for the next signature", async () => {
    const { driver, pin } = desk;
    const session = await openSession();
    await driver.beginSignature(session);
    const login = await logInAgain(session, pin);
    const first = await driver.finishSignature(session);
    expect([login, first, await driver.sign(session)]).toEqual([
      "CKR_OK",
      "CKR_OK",
      "CKR_USER_NOT_LOGGED_IN",
    ]);
  });

  it("counts a wrong PIN for a signature, and takes none where nothing waits for it", async () => {
    const { driver, simulator, pin } = desk;
    const session = await openSession();
    const early = await logInAgain(session, pin);
    await driver.beginSignature(session);
    const wrong = await logInAgain(session, wrongPin);
    expect([early, wrong, simulator.wrongPins()]).toEqual([
      "CKR_OPERATION_NOT_INITIALIZED",
      "CKR_PIN_INCORRECT",
      1,
    ]);
  });
});
