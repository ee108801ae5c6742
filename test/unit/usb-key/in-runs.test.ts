import { describe, expect, it } from "vitest";
import { inRuns } from "../../../src-main/usb-key/in-runs.ts";

describe("runs of one step", () => {
  it("never overlap, and whoever asks during one shares the next", async () => {
    const ends: (() => void)[] = [];
    let begun = 0;
    const ask = inRuns(async () => {
      const number = ++begun;
      await new Promise<void>((resolve) => ends.push(resolve));
      return number;
    });
    const first = ask();
    const second = ask();
    const third = ask();
    const begunTogether = begun;
    ends[0]?.();
    const firstRun = await first;
    ends[1]?.();
    expect([begunTogether, firstRun, await second, await third, begun]).toEqual(
      [1, 1, 2, 2, 2],
    );
  });

  it("go on after one that failed", async () => {
    let begun = 0;
    const ask = inRuns(async () => {
      if (++begun === 1) throw new Error("first");
      return begun;
    });
    const failed = ask();
    const next = ask();
    await expect(failed).rejects.toThrow("first");
    expect(await next).toBe(2);
  });
});
