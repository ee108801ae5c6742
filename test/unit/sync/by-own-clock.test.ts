import { expect, it } from "vitest";
import { byOwnClock } from "../../../src-main/sync/by-own-clock.ts";

const date = "Fri, 27 Nov 2026 08:00:00 GMT";
const reply = {
  nextAllowedAt: "2026-11-27T08:01:00.000Z",
  expiresAt: "2026-11-27T08:05:00.000Z",
  now: "2026-11-27T08:00:00.000Z",
};

it.each([
  ["two days ahead", "2026-11-29T08:00:00.000Z", "2026-11-29T08:01:00.000Z"],
  ["17 minutes slow", "2026-11-27T07:43:00.000Z", "2026-11-27T07:44:00.000Z"],
])(
  "counts a minute as a minute where this machine's clock is %s",
  (_, now, next) => {
    const moved = byOwnClock(reply, date, new Date(now));
    expect(moved).toMatchObject({ nextAllowedAt: next, now: reply.now });
  },
);

it.each([
  ["clocks agree but for the way the answer took", date],
  ["no date is told", null],
  ["what is told is no date", "soon"],
])("leaves a reply alone where %s", (_, told) => {
  const now = new Date("2026-11-27T08:00:02.400Z");
  expect(byOwnClock(reply, told, now)).toBe(reply);
});

it("leaves a reply without a body alone", () => {
  const now = new Date("2026-11-29T08:00:00.000Z");
  expect(byOwnClock<unknown>(undefined, date, now)).toBeUndefined();
});
