import { describe, expect, it } from "vitest";
import { chooseKept } from "../../../src-main/backups/choose-kept.ts";

const day = 86_400_000;
const now = new Date("2024-02-26T10:00:00.000Z");
const made = (daysAgo: number, hour: number) => ({
  madeAt: new Date(now.getTime() - daysAgo * day + (hour - 10) * 3_600_000),
  isBeforeMigration: false,
});

describe("the backups that are kept", () => {
  it("are the newest three of today and the newest of each of seven earlier days", () => {
    const all = Array.from({ length: 10 }, (_, daysAgo) =>
      [6, 7, 8, 9].map((hour) => made(daysAgo, hour)),
    ).flat();
    const kept = [...chooseKept(all, now)].map(({ madeAt }) =>
      Math.round((now.getTime() - madeAt.getTime()) / 3_600_000),
    );
    expect(kept).toEqual([1, 2, 3, 25, 49, 73, 97, 121, 145, 169]);
  });

  it("stay after a month without work", () => {
    const all = [made(30, 9), made(31, 9)];
    expect(chooseKept(all, now).size).toBe(2);
  });

  it("are joined by the newest made before a migration, however old", () => {
    const before = { ...made(90, 9), isBeforeMigration: true };
    const older = { ...made(91, 9), isBeforeMigration: true };
    expect([...chooseKept([older, before, made(0, 9)], now)]).toEqual([
      made(0, 9),
      before,
    ]);
  });

  it("count days in Shanghai", () => {
    const beforeMidnight = made(1, 15);
    const afterMidnight = [16, 17, 18].map((hour) => made(1, hour));
    const kept = chooseKept([beforeMidnight, ...afterMidnight], now);
    expect([...kept]).toEqual([...afterMidnight.toReversed(), beforeMidnight]);
  });

  it("are not pushed out by what a clock dated ahead, which is counted apart", () => {
    const ahead = [5, 4, 3, 2].map((days) => made(-days, 9));
    const migrated = [made(-1, 9), made(0, 10)].map((each) => ({
      ...each,
      isBeforeMigration: true,
    }));
    const all = [...ahead, made(0, 10), made(0, 9), ...migrated];
    expect([...chooseKept(all, now)]).toEqual([
      ...ahead.slice(0, 3),
      made(0, 10),
      made(0, 9),
      ...migrated,
    ]);
  });
});
