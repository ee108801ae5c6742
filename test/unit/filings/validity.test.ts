import { describe, expect, it } from "vitest";
import {
  daysLeft,
  isWithinValidity,
  lastDayOfValidity,
  shanghaiDay,
  shanghaiTime,
} from "../../../src-shared/filings/validity.ts";

const atShanghai = (text: string): Date => new Date(`${text}+08:00`);

describe("validity of a filing", () => {
  it.each([
    ["2024-02-26T10:00:00", "2025-02-25"],
    ["2024-02-29T10:00:00", "2025-02-28"],
    ["2023-02-28T10:00:00", "2024-02-27"],
    ["2023-03-01T10:00:00", "2024-02-29"],
    ["2024-03-01T10:00:00", "2025-02-28"],
    ["2026-01-01T00:00:00", "2026-12-31"],
    ["2026-12-31T23:59:59", "2027-12-30"],
  ])("approved at %s in Shanghai ends on %s", (approvedAt, lastDay) => {
    expect(lastDayOfValidity(atShanghai(approvedAt))).toBe(lastDay);
  });

  it("counts days and seconds in Shanghai, whatever the machine's time zone", () => {
    expect(shanghaiDay(new Date("2024-02-25T16:00:00Z"))).toBe("2024-02-26");
    expect(shanghaiTime(new Date("2024-02-25T16:03:22Z"))).toBe(
      "2024-02-26 00:03:22",
    );
    expect(lastDayOfValidity(new Date("2024-02-25T15:59:59Z"))).toBe(
      "2025-02-24",
    );
  });

  it("lasts until 24:00 of the last day", () => {
    expect(
      isWithinValidity("2025-02-25", atShanghai("2025-02-25T23:59:59")),
    ).toBe(true);
    expect(
      isWithinValidity("2025-02-25", atShanghai("2025-02-26T00:00:00")),
    ).toBe(false);
  });

  it("says how many days are left", () => {
    expect(daysLeft("2025-02-25", atShanghai("2025-02-25T12:00:00"))).toBe(0);
    expect(daysLeft("2025-02-25", atShanghai("2024-12-27T12:00:00"))).toBe(60);
    expect(daysLeft("2025-02-25", atShanghai("2025-02-26T00:00:00"))).toBe(-1);
  });
});
