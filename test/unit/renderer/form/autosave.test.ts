import { describe, expect, it } from "vitest";
import {
  createAutosave,
  type SavingState,
} from "../../../../src-renderer/drafts/autosave.ts";
import { ProblemError } from "../../../../src-shared/problems/problem.ts";

/** Time that passes only when told to. */
function handDrivenTime() {
  let time = 0;
  let nextId = 1;
  const timers = new Map<number, { dueAt: number; action: () => void }>();
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return {
    now: () => time,
    setTimeout(action: () => void, ms: number) {
      timers.set(nextId, { dueAt: time + ms, action });
      return nextId++;
    },
    clearTimeout(timer: unknown) {
      timers.delete(timer as number);
    },
    async pass(ms: number) {
      const end = time + ms;
      for (;;) {
        const [next] = [...timers].toSorted(
          ([, one], [, other]) => one.dueAt - other.dueAt,
        );
        if (next === undefined || next[1].dueAt > end) break;
        time = next[1].dueAt;
        timers.delete(next[0]);
        next[1].action();
        await settle();
      }
      time = end;
      await settle();
    },
    settle,
  };
}

/** A form that counts its keystrokes, and a disk that answers when told to. */
function setUp(answer: "at-once" | "when-told" = "at-once") {
  const time = handDrivenTime();
  const saves: { typed: number; at: number }[] = [];
  const states: SavingState[] = [];
  const waiting: PromiseWithResolvers<{ savedAt: string }>[] = [];
  const disk = { isFull: false, parallel: 0, mostParallel: 0 };
  let typed = 0;
  const autosave = createAutosave({
    timers: time,
    quietMs: () => 400,
    onState: (state) => states.push(state),
    async keep() {
      saves.push({ typed, at: time.now() });
      disk.parallel += 1;
      disk.mostParallel = Math.max(disk.mostParallel, disk.parallel);
      try {
        if (disk.isFull) throw new ProblemError("attachment-disk-full");
        if (answer === "at-once") return { savedAt: `after ${typed}` };
        const told = Promise.withResolvers<{ savedAt: string }>();
        waiting.push(told);
        return await told.promise;
      } finally {
        disk.parallel -= 1;
      }
    },
  });
  return {
    autosave,
    time,
    saves,
    states,
    disk,
    type: () => {
      typed += 1;
      autosave.changed();
    },
    answerNext: async () => {
      waiting.shift()?.resolve({ savedAt: "now" });
      await time.settle();
    },
  };
}

describe("autosave", () => {
  it("saves 400 ms after the last change", async () => {
    const { time, type, saves, states } = setUp();
    type();
    await time.pass(300);
    type();
    await time.pass(399);
    expect(saves).toEqual([]);
    await time.pass(1);
    expect(saves).toEqual([{ typed: 2, at: 700 }]);
    expect(states.at(-1)).toEqual({ kind: "saved", savedAt: "after 2" });
  });

  it("saves at least once a second while typing goes on", async () => {
    const { time, type, saves } = setUp();
    for (let stroke = 0; stroke < 30; stroke++) {
      type();
      await time.pass(100);
    }
    await time.pass(400);
    const gaps = saves.map(({ at }, index) => at - (saves[index - 1]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1100);
    expect(saves.at(-1)?.typed).toBe(30);
  });

  it("writes nothing when nothing was typed", async () => {
    const { autosave, time, saves } = setUp();
    expect(await autosave.flush()).toBe(true);
    await time.pass(60_000);
    expect(saves).toEqual([]);
  });

  it("writes an untouched form when the clerk asks for 暂存", async () => {
    const { autosave, saves } = setUp();
    expect(await autosave.flush("even-unchanged")).toBe(true);
    expect(saves).toEqual([{ typed: 0, at: 0 }]);
  });

  it("never has two saves in flight, and sends the newest content last", async () => {
    const { autosave, time, type, saves, disk, answerNext } =
      setUp("when-told");
    type();
    await time.pass(400);
    type();
    await time.pass(5000);
    const flushed = autosave.flush();
    type();
    await answerNext();
    await answerNext();
    await answerNext();
    await time.pass(1000);
    await answerNext();
    expect(await flushed).toBe(true);
    expect(disk.mostParallel).toBe(1);
    expect(saves.map(({ typed }) => typed)).toEqual([1, 3]);
  });

  it("answers a flush only when what was typed before it is on disk", async () => {
    const { autosave, time, type, saves, answerNext } = setUp("when-told");
    type();
    await time.pass(400);
    type();
    let isFlushed = false;
    void autosave.flush().then(() => {
      isFlushed = true;
    });
    await answerNext();
    expect({ isFlushed, saves: saves.length }).toEqual({
      isFlushed: false,
      saves: 2,
    });
    await answerNext();
    expect(isFlushed).toBe(true);
  });

  it("keeps retrying after a failure, ever more slowly, and says why", async () => {
    const { time, type, saves, states, disk } = setUp();
    disk.isFull = true;
    type();
    await time.pass(400);
    expect(states.at(-1)).toEqual({
      kind: "failed",
      problem: { code: "attachment-disk-full" },
    });
    await time.pass(60_000);
    const gaps = saves
      .map(({ at }, index) => at - (saves[index - 1]?.at ?? 0))
      .slice(1);
    expect(gaps.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 15_000]);
    disk.isFull = false;
    await time.pass(15_000);
    expect(states.at(-1)).toEqual({ kind: "saved", savedAt: "after 1" });
  });

  it("does not say 正在保存 again while saves fail and typing goes on", async () => {
    const { time, type, states, disk } = setUp();
    disk.isFull = true;
    type();
    await time.pass(400);
    const before = states.length;
    type();
    expect(states.slice(before)).toEqual([]);
  });

  it("tells whoever flushes that the disk refused", async () => {
    const { autosave, type, disk } = setUp();
    disk.isFull = true;
    type();
    expect(await autosave.flush()).toBe(false);
  });

  it("makes one last save when the form is left, and is silent afterwards", async () => {
    const { autosave, time, type, saves } = setUp();
    type();
    expect(await autosave.close()).toBe(true);
    type();
    await time.pass(10_000);
    expect(saves).toEqual([{ typed: 1, at: 0 }]);
  });

  it("gives up what is not saved when the clerk abandons the changes", async () => {
    const { autosave, time, type, saves } = setUp();
    type();
    await autosave.abandon();
    await time.pass(10_000);
    expect(await autosave.close()).toBe(true);
    expect(saves).toEqual([]);
  });
});
