import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { HostToken } from "../../../src-shared/usb-key/key-host-messages.ts";
import {
  createPinMemory,
  type PinMemory,
} from "../../../src-main/usb-key/pin-memory.ts";
import {
  spendPinTry,
  type PinStage,
} from "../../../src-main/usb-key/spend-pin-try.ts";
import { fakePinMemory } from "../../fixtures/fakes/fake-pin-memory.ts";

function token(changes: Partial<HostToken> = {}): HostToken {
  return {
    name: { slotId: "01", serialNumber: "S-1", label: "key" },
    manufacturer: "maker",
    model: "",
    isInitialised: true,
    isLoginRequired: true,
    isPinSet: true,
    isPinCountLow: false,
    isPinFinalTry: false,
    isPinLocked: false,
    hasPinPad: false,
    pinLength: { least: 6, most: 16 },
    problem: null,
    certificates: [],
    ...changes,
  };
}

const otherKey = token({
  name: { slotId: "01", serialNumber: "S-2", label: "key" },
});

const none = { wrongTries: 0, uncertainTries: 0 };
const triesOf = async (memory: PinMemory, key = token()) => {
  const { wrongTries, uncertainTries } = await memory.recall(key);
  return { wrongTries, uncertainTries };
};

describe("the memory of PIN tries", () => {
  it("counts each key for itself, and forgets at a right one", async () => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), false);
    await memory.noteWrong(token(), false);
    await memory.noteWrong(otherKey, false);
    expect([await triesOf(memory), await triesOf(memory, otherKey)]).toEqual([
      { wrongTries: 2, uncertainTries: 0 },
      { wrongTries: 1, uncertainTries: 0 },
    ]);
    await memory.noteRight(token());
    expect([await triesOf(memory), await triesOf(memory, otherKey)]).toEqual([
      none,
      { wrongTries: 1, uncertainTries: 0 },
    ]);
  });

  it("knows keys without a serial number by label and certificates, whatever slot they are in", async () => {
    const memory = fakePinMemory();
    const certificates = ["AA==", "BB=="].map((derBase64) => ({
      derBase64,
      ckaId: "",
      label: "",
      matchingKey: "unknown" as const,
    }));
    const named = (slotId: string, label: string) => ({
      name: { slotId, serialNumber: "", label },
    });
    const key = token({ ...named("01", "key"), certificates });
    const same = token({
      ...named("02", "key"),
      certificates: certificates.toReversed(),
    });
    const twin = token({
      ...named("01", "key"),
      certificates: certificates.slice(1),
    });
    const otherLabel = token({ ...named("01", "other"), certificates });
    await memory.noteWrong(key, false);
    await memory.noteRight(twin);
    await memory.noteRight(otherLabel);
    expect([
      await triesOf(memory, same),
      await triesOf(memory, twin),
      await triesOf(memory, otherLabel),
    ]).toEqual([{ wrongTries: 1, uncertainTries: 0 }, none, none]);
  });

  it("keeps what it remembers where a serial number names the key", async () => {
    const names: string[] = [];
    const memory = createPinMemory({
      store: {
        isEmpty: () => false,
        read: () => null,
        write: () => undefined,
        erase: () => undefined,
      },
      hash: (text) => {
        names.push(text);
        return Promise.resolve(Buffer.from(text));
      },
      logDefect: (error) => {
        throw error;
      },
    });
    await memory.recall(token());
    expect(names).toEqual(['["S-1","maker"]']);
  });

  it("takes nothing for the present that was read before a try or during one", async () => {
    const memory = fakePinMemory();
    const before = memory.beginReading();
    await memory.noteBegun(token());
    const during = memory.beginReading();
    await during(token());
    await memory.noteWrong(token(), true);
    await before(token());
    await during(token());
    expect(await triesOf(memory)).toEqual({ wrongTries: 1, uncertainTries: 0 });
    await memory.beginReading()(token());
    expect(await triesOf(memory)).toEqual(none);
  });

  it("begins anew where a key that told of wrong PINs tells of none any more", async () => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), true);
    await memory.beginReading()(token({ isPinCountLow: true }));
    await memory.beginReading()(token({ isPinLocked: true }));
    expect(await memory.recallEnded(token())).toMatchObject({ wrongTries: 1 });
    await memory.beginReading()(token());
    expect(await memory.recallEnded(token())).toMatchObject(none);
    expect(await triesOf(memory)).toEqual(none);
  });

  it("goes on counting for a key that never tells anything", async () => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), false);
    await memory.beginReading()(token());
    expect(await memory.recallEnded(token())).toMatchObject({ wrongTries: 1 });
  });

  it("keeps a try without answer until a right or a wrong one, or what the key says, settles it", async () => {
    const lose = async () => {
      const memory = fakePinMemory();
      await memory.noteBegun(token());
      await memory.beginReading()(token());
      expect(await memory.recallEnded(token())).toMatchObject(none);
      await memory.noteUnanswered(token());
      expect(await memory.recallEnded(token())).toMatchObject({
        wrongTries: 0,
        uncertainTries: 1,
      });
      await memory.noteBegun(token());
      return memory;
    };
    const afterUnspent = await lose();
    await afterUnspent.noteUnspent(token());
    const afterRight = await lose();
    await afterRight.noteRight(token());
    const afterWrong = await lose();
    // The key may have counted both.
    expect(await afterWrong.noteWrong(token(), true)).toBe(2);
    const told = await lose();
    await told.noteUnspent(token());
    await told.beginReading()(token({ isPinCountLow: true }));
    const whileToldOf = await triesOf(told);
    await told.beginReading()(token());
    expect([
      await triesOf(afterUnspent),
      await triesOf(afterRight),
      await triesOf(afterWrong),
      whileToldOf,
      await triesOf(told),
    ]).toEqual([
      { wrongTries: 0, uncertainTries: 1 },
      none,
      { wrongTries: 2, uncertainTries: 0 },
      { wrongTries: 0, uncertainTries: 1 },
      none,
    ]);
  });

  it("stands in nobody's way where it cannot be read or written", async () => {
    const defects: unknown[] = [];
    const memory = createPinMemory({
      store: {
        isEmpty: () => false,
        read: () => null,
        write: () => undefined,
        erase: () => undefined,
      },
      hash: () => Promise.reject(new Error("the secret store is closed")),
      logDefect: (error) => defects.push(error),
    });
    await memory.noteBegun(token());
    expect([
      await memory.recall(token()),
      await memory.recallEnded(token()),
      await memory.noteWrong(token(), false),
    ]).toMatchObject([none, none, 1]);
    await memory.noteRight(token());
    expect(defects).toHaveLength(5);
  });
});

describe("spending a try", () => {
  const ordinary = {
    token: token(),
    locksAfter: 3,
    isFinalTryConfirmed: false,
  };
  const wrong = () =>
    Promise.reject(new ProblemError("key-pin-wrong", { isCountLow: false }));

  it("asks for a confirmation before the try that locks, also where the key says nothing", async () => {
    const memory = fakePinMemory();
    let tried = 0;
    const attempt = (isFinalTryConfirmed: boolean) =>
      spendPinTry(memory, { ...ordinary, isFinalTryConfirmed }, () => {
        tried += 1;
        return wrong();
      }).catch((error: unknown) => (error as ProblemError).problem);
    expect([
      await attempt(false),
      await attempt(false),
      await attempt(false),
      await attempt(true),
    ]).toEqual([
      { code: "key-pin-wrong", facts: { isCountLow: false, wrongTries: 1 } },
      { code: "key-pin-wrong", facts: { isCountLow: false, wrongTries: 2 } },
      { code: "key-pin-final-try" },
      { code: "key-pin-wrong", facts: { isCountLow: false, wrongTries: 3 } },
    ]);
    expect(tried).toBe(3);
  });

  const call = "C_Login";
  it.each<
    [
      string,
      PinStage | null,
      ProblemError,
      { wrong: number; uncertain: number },
    ]
  >([
    [
      "is gone before it is asked",
      null,
      new ProblemError("key-removed"),
      { wrong: 1, uncertain: 0 },
    ],
    [
      "hangs before it is asked",
      null,
      new ProblemError("key-driver-hung"),
      { wrong: 1, uncertain: 0 },
    ],
    [
      "is gone before the login",
      "sent",
      new ProblemError("key-removed"),
      { wrong: 1, uncertain: 0 },
    ],
    [
      "is cancelled on its own pad",
      "sent",
      new ProblemError("key-cancelled", { call }),
      { wrong: 1, uncertain: 0 },
    ],
    [
      "crashes over it",
      "sent",
      new ProblemError("key-driver-crashed"),
      { wrong: 1, uncertain: 1 },
    ],
    [
      "hangs over it",
      "sent",
      new ProblemError("key-driver-hung"),
      { wrong: 1, uncertain: 1 },
    ],
    [
      "is ended by the clerk over it",
      "sent",
      new ProblemError("key-cancelled"),
      { wrong: 1, uncertain: 1 },
    ],
    [
      "goes in the login",
      "sent",
      new ProblemError("key-removed", { call }),
      { wrong: 1, uncertain: 1 },
    ],
    [
      "fails in the login",
      "sent",
      new ProblemError("key-driver-error", { call }),
      { wrong: 1, uncertain: 1 },
    ],
    [
      "crashes after it found the PIN right",
      "right",
      new ProblemError("key-driver-crashed"),
      { wrong: 0, uncertain: 0 },
    ],
    [
      "goes while it signs",
      "right",
      new ProblemError("key-removed", { call: "C_Sign" }),
      { wrong: 0, uncertain: 0 },
    ],
  ])("knows what is left where a key %s", async (_, stage, error, left) => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), false);
    await spendPinTry(memory, ordinary, (onPin) => {
      if (stage !== null) onPin(stage);
      return Promise.reject(error);
    }).catch(() => undefined);
    const { wrongTries, uncertainTries } = await triesOf(memory);
    expect({ wrong: wrongTries, uncertain: uncertainTries }).toEqual(left);
  });

  it("counts tries without answer towards the last one", async () => {
    const memory = fakePinMemory();
    const crash = (onPin: (stage: PinStage) => void) => {
      onPin("sent");
      return Promise.reject(new ProblemError("key-driver-crashed"));
    };
    const outcomes = [];
    for (let time = 0; time < 3; time += 1)
      outcomes.push(
        await spendPinTry(memory, ordinary, crash).catch(
          (error: unknown) => (error as ProblemError).problem.code,
        ),
      );
    expect(outcomes).toEqual([
      "key-driver-crashed",
      "key-driver-crashed",
      "key-pin-final-try",
    ]);
  });
});
