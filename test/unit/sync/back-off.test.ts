import { describe, expect, it } from "vitest";
import { createBackOff } from "../../../src-main/sync/back-off.ts";

const options = { firstMs: 1000, limitMs: 30_000 };

describe("back-off", () => {
  it("doubles up to its limit and begins anew after a success", () => {
    const backOff = createBackOff(options, () => 0);
    const waits = Array.from({ length: 7 }, () => backOff.next(null));
    backOff.reset();
    expect([...waits, backOff.next(null)]).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 1000,
    ]);
  });

  it("never comes back sooner than the API asked", () => {
    const backOff = createBackOff(options, () => 0);
    expect([backOff.next(60_000), backOff.next(500)]).toEqual([60_000, 2000]);
  });

  it("spreads clients by up to a fifth", () => {
    expect(createBackOff(options, () => 1).next(null)).toBe(800);
  });
});
