import { describe, expect, it } from "vitest";
import { judgeExpiry } from "../../../src-renderer/usb-key/judge-expiry.ts";

const notAfter = "2026-12-31T15:59:59.000Z";

describe("the reminders before a certificate expires", () => {
  it.each([
    ["2026-10-31", null],
    ["2026-11-01", { daysLeft: 60, within: 60 }],
    ["2026-11-30", { daysLeft: 31, within: 60 }],
    ["2026-12-01", { daysLeft: 30, within: 30 }],
    ["2026-12-23", { daysLeft: 8, within: 30 }],
    ["2026-12-24", { daysLeft: 7, within: 7 }],
    ["2026-12-31", { daysLeft: 0, within: 7 }],
    ["2027-01-01", { daysLeft: -1, within: 0 }],
  ] as const)("come at 60, 30 and 7 days: %s", (day, expiry) => {
    expect(judgeExpiry(notAfter, new Date(`${day}T04:00:00Z`))).toEqual(expiry);
  });
});
