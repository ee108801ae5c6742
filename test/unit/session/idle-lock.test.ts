import { describe, expect, it } from "vitest";
import { createIdleLock } from "../../../src-main/session/idle-lock.ts";

function desk() {
  const clock = { ms: 0, limitMs: 60_000, locks: 0, look: () => {} };
  let isStopped = false;
  const idleLock = createIdleLock({
    limitMs: () => clock.limitMs,
    lock: () => {
      clock.locks += 1;
    },
    now: () => new Date(clock.ms),
    every: (_, look) => {
      clock.look = look;
      return () => {
        isStopped = true;
      };
    },
  });
  const pass = (ms: number): void => {
    clock.ms += ms;
    clock.look();
  };
  return { clock, idleLock, pass, isStopped: () => isStopped };
}

describe("the idle lock", () => {
  it("falls when nobody has been at the page for the time that is set", () => {
    const { clock, pass } = desk();
    pass(59_999);
    const before = clock.locks;
    pass(1);
    expect([before, clock.locks]).toEqual([0, 1]);
  });

  it("begins anew whenever somebody is there", () => {
    const { clock, idleLock, pass } = desk();
    pass(59_000);
    idleLock.touch();
    pass(59_000);
    expect(clock.locks).toBe(0);
  });

  it("falls at the first look after the computer slept through the time", () => {
    const { clock, pass } = desk();
    pass(5000);
    pass(8 * 3_600_000);
    expect(clock.locks).toBe(1);
  });

  it("follows a changed setting at once", () => {
    const { clock, pass } = desk();
    pass(40_000);
    clock.limitMs = 30_000;
    pass(0);
    expect(clock.locks).toBe(1);
  });

  it("does not stay open for hours because the clock was set back", () => {
    const { clock, pass } = desk();
    pass(-3_600_000);
    pass(60_000);
    expect(clock.locks).toBe(1);
  });

  it("looks no more once it is stopped", () => {
    const { idleLock, isStopped } = desk();
    idleLock.stop();
    expect(isStopped()).toBe(true);
  });
});
