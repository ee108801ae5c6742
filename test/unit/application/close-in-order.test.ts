import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeInOrder } from "../../../src-main/application/close-in-order.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How it went, in whole seconds: when each step began, and when all was over. */
async function closeOverTime(steps: readonly (() => unknown)[]) {
  const startedAt = performance.now();
  const secondsSince = () => Math.floor((performance.now() - startedAt) / 1000);
  const begunAt: number[] = [];
  const told: string[] = [];
  const closed = closeInOrder(
    steps.map((step) => () => {
      begunAt.push(secondsSince());
      return step();
    }),
    (error) => told.push((error as Error).message),
  ).then(secondsSince);
  await vi.advanceTimersByTimeAsync(60_000);
  return { begunAt, told, closedAt: await closed };
}

const hang = () => new Promise(() => undefined);
const notWaitedFor = "A step of closing was not waited for.";

describe("closing the client", () => {
  it("goes on to the last step where one hangs and others fail", async () => {
    const done: string[] = [];
    const { told, begunAt } = await closeOverTime([
      async () => done.push("first"),
      hang,
      () => Promise.reject(new Error("no answer")),
      () => {
        throw new Error("at once");
      },
      () => void done.push("last"),
    ]);
    expect({ done, told, begunAt }).toEqual({
      done: ["first", "last"],
      told: [notWaitedFor, "no answer", "at once"],
      begunAt: [0, 0, 3, 3, 3],
    });
  });

  it("begins every step and ends after eight seconds, though all of them hang", async () => {
    expect(await closeOverTime(Array.from({ length: 10 }, () => hang))).toEqual(
      {
        begunAt: [0, 3, 6, 8, 8, 8, 8, 8, 8, 8],
        told: Array.from({ length: 10 }, () => notWaitedFor),
        closedAt: 8,
      },
    );
  });

  it("gives a slow step its three seconds before the next begins", async () => {
    const slow = () => new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await closeOverTime([slow, hang, () => 0])).toEqual({
      begunAt: [0, 2, 5],
      told: [notWaitedFor],
      closedAt: 5,
    });
  });
});
