import { describe, expect, it } from "vitest";
import {
  sayClock,
  sayDay,
  sayMinute,
  saySize,
} from "../../../src-renderer/text/say-time.ts";

describe("times and sizes on the screen", () => {
  it("are Shanghai's, whatever the machine's own time zone", () => {
    const lateAtNight = "2024-02-26T16:03:22.000Z";
    expect([
      sayDay(lateAtNight),
      sayMinute(lateAtNight),
      sayClock(lateAtNight),
    ]).toEqual(["2024-02-27", "2024-02-27 00:03", "00:03:22"]);
  });

  it("are in K and M as in the manual", () => {
    expect(
      [12, 300 * 1024, 1024 * 1024, 10 * 1024 * 1024].map(saySize),
    ).toEqual(["12 字节", "300K", "1.0M", "10.0M"]);
  });
});
