import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { HostToken } from "../../../src-shared/usb-key/key-host-messages.ts";
import { createPinMemory } from "../../../src-main/usb-key/pin-memory.ts";
import { spendPinTry } from "../../../src-main/usb-key/spend-pin-try.ts";
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

describe("the memory of wrong PINs", () => {
  it("counts each key for itself, and forgets at a right one", async () => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), false);
    await memory.noteWrong(token(), false);
    await memory.noteWrong(otherKey, false);
    expect([
      await memory.recall(token()),
      await memory.recall(otherKey),
    ]).toEqual([2, 1]);
    await memory.noteRight(token());
    expect([
      await memory.recall(token()),
      await memory.recall(otherKey),
    ]).toEqual([0, 1]);
  });

  it("begins anew where a key that told of wrong PINs tells of none any more", async () => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), true);
    expect(await memory.compare(token({ isPinCountLow: true }))).toBe(1);
    expect(await memory.compare(token({ isPinLocked: true }))).toBe(1);
    expect(await memory.compare(token())).toBe(0);
    expect(await memory.recall(token())).toBe(0);
  });

  it("goes on counting for a key that never tells anything", async () => {
    const memory = fakePinMemory();
    await memory.noteWrong(token(), false);
    expect(await memory.compare(token())).toBe(1);
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
    expect([
      await memory.recall(token()),
      await memory.compare(token()),
      await memory.noteWrong(token(), false),
    ]).toEqual([0, 0, 1]);
    await memory.noteRight(token());
    expect(defects).toHaveLength(4);
  });
});

describe("spending a try", () => {
  const wrong = () =>
    Promise.reject(new ProblemError("key-pin-wrong", { isCountLow: false }));

  it("asks for a confirmation before the try that locks, also where the key says nothing", async () => {
    const memory = fakePinMemory();
    let tried = 0;
    const attempt = (isFinalTryConfirmed: boolean) =>
      spendPinTry(
        memory,
        { token: token(), locksAfter: 3, isFinalTryConfirmed },
        () => {
          tried += 1;
          return wrong();
        },
      ).catch((error: unknown) => (error as ProblemError).problem);
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

  it("counts nothing where the PIN was not judged", async () => {
    const memory = fakePinMemory();
    const pinTry = {
      token: token(),
      locksAfter: 6,
      isFinalTryConfirmed: false,
    };
    await spendPinTry(memory, pinTry, () =>
      Promise.reject(new ProblemError("key-removed")),
    ).catch(() => undefined);
    expect(await memory.recall(token())).toBe(0);
  });
});
