import { describe, expect, it } from "vitest";
import type { ProblemError } from "../../../src-shared/problems/problem.ts";
import type { SimulatorRule } from "../../../dev/key-simulator/simulator-orders.ts";
import { useSimulatedKeys } from "./simulated-keys.ts";

const main = "演示电子钥匙";

describe("a clerk who leaves while the key is at work", () => {
  const keys = useSimulatedKeys();
  const sign = (id: string, whileHere: AbortSignal): Promise<string> =>
    keys.usbKeys
      .sign(id, {
        content: Buffer.from("content"),
        pin: keys.pin,
        signingTime: new Date(),
        isFinalTryConfirmed: false,
        whileHere,
      })
      .then(
        () => "signed",
        (error: unknown) => (error as ProblemError).problem.code,
      );

  it.each<[string, Omit<SimulatorRule, "call">, { uncertainTries: number }]>([
    [
      "a login that hangs",
      { function: "C_Login", action: { kind: "hang" } },
      { uncertainTries: 1 },
    ],
    [
      "a login that takes its time",
      { function: "C_Login", action: { kind: "delay", durationMs: 60_000 } },
      { uncertainTries: 1 },
    ],
    [
      "a signature that hangs",
      { function: "C_Sign", action: { kind: "hang" } },
      { uncertainTries: 0 },
    ],
  ])(
    "ends the process, and the login with it, in the middle of %s",
    async (_, rule, left) => {
      const { id } = await keys.certificateOn(main);
      let changes = 0;
      keys.usbKeys.onChange(() => (changes += 1));
      const order = keys.simulator.order({ ...rule, call: 1 });
      const leaving = new AbortController();
      const signing = sign(id, leaving.signal);
      await keys.simulator.journalShows(
        ({ event }) => event === "hangs" || event === "is-delayed",
      );
      leaving.abort();
      expect(await signing).toBe("key-cancelled");
      order.lift();
      expect((await keys.certificateOn(main)).pin).toMatchObject(left);
      // The next one starts in a process of its own, which goes on watching.
      expect(keys.simulator.pinAttempts()).toHaveLength(1);
      expect(await sign(id, new AbortController().signal)).toBe("signed");
      const before = changes;
      keys.simulator.remove();
      await expect
        .poll(() => changes, { timeout: 20_000 })
        .toBeGreaterThan(before);
    },
  );

  it("is not tried for any more once gone", async () => {
    const { id } = await keys.certificateOn(main);
    expect(await sign(id, AbortSignal.abort())).toBe("key-cancelled");
    expect(keys.simulator.pinAttempts()).toEqual([]);
  });
});
