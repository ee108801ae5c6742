import { describe, expect, it } from "vitest";
import { closeInOrder } from "../../../src-main/application/close-in-order.ts";

describe("closing the client", () => {
  it("goes on to the last step where one hangs and another fails", async () => {
    const done: string[] = [];
    const told: unknown[] = [];
    await closeInOrder(
      [
        async () => done.push("first"),
        () => new Promise(() => undefined),
        () => Promise.reject(new Error("no answer")),
        () => {
          throw new Error("at once");
        },
        () => void done.push("last"),
      ],
      (error) => told.push((error as Error).message),
      20,
    );
    expect({ done, told }).toEqual({
      done: ["first", "last"],
      told: ["a step of closing took over 20 ms", "no answer", "at once"],
    });
  });
});
