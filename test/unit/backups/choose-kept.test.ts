import { describe, expect, it } from "vitest";
import { chooseKept } from "../../../src-main/backups/choose-kept.ts";
import type { BackupKind } from "../../../src-main/backups/backup-folder.ts";

interface Made {
  readonly madeAt: Date;
  readonly turn: number;
  readonly kind: BackupKind;
}

const day = 86_400_000;
const now = new Date("2024-02-26T10:00:00.000Z");
const at = (daysAgo: number, hour: number): Date =>
  new Date(now.getTime() - daysAgo * day + (hour - 10) * 3_600_000);

/** In the order in which they were made, whatever their times say. */
function made(times: readonly Date[], kind: BackupKind = "usual"): Made[] {
  return times.map((madeAt, index) => ({ madeAt, turn: index + 1, kind }));
}

function hoursAgo(kept: ReadonlySet<Made>): number[] {
  return [...kept]
    .map(({ madeAt }) => (now.getTime() - madeAt.getTime()) / 3_600_000)
    .toSorted((one, other) => one - other);
}

/** Four a day for ten days. */
const tenDays = Array.from({ length: 10 }, (_, index) =>
  [6, 7, 8, 9].map((hour) => at(9 - index, hour)),
).flat();
const keptOfTenDays = [1, 2, 3, 25, 49, 73, 97, 121, 145, 169];

describe("the backups that are kept", () => {
  it("are the newest three of the last day and the newest of each of seven earlier days", () => {
    expect(hoursAgo(chooseKept(made(tenDays)))).toEqual(keptOfTenDays);
  });

  it("stay after a month without work", () => {
    expect(chooseKept(made([at(31, 9), at(30, 9)])).size).toBe(2);
  });

  it("are joined by the last one made before a migration and the last one of a damaged database", () => {
    const [older, before] = made([at(91, 9), at(90, 9)], "before-migration");
    const damaged = made([at(0, 5), at(0, 6), at(0, 7), at(0, 8)], "damaged");
    const usual = made([at(0, 1), at(0, 2), at(0, 3)]);
    const kept = chooseKept([older, before, ...damaged, ...usual] as Made[]);
    expect(kept).toEqual(new Set([...usual, before, damaged.at(-1)]));
  });

  it("count days in Shanghai", () => {
    const [before, ...after] = made(
      [15, 16, 17, 18].map((hour) => at(1, hour)),
    );
    expect(chooseKept([before as Made, ...after])).toEqual(
      new Set([...after, before]),
    );
  });

  it.each([
    ["eight years", 3000],
    ["two days", 2],
  ])(
    "are never fewer than before for a clock set back by %s",
    (_what, daysBack) => {
      const later = Array.from({ length: 5 }, (_, index) =>
        at(daysBack, 10 + index),
      );
      const kept = hoursAgo(chooseKept(made([...tenDays, ...later])));
      expect(kept).toEqual(expect.arrayContaining(keptOfTenDays));
      expect(kept).toEqual(
        expect.arrayContaining([4, 3, 2].map((index) => daysBack * 24 - index)),
      );
    },
  );

  it("are a right clock's after one that ran ahead was put right", () => {
    const ahead = [2, 3, 4, 5].map((days) => at(-days, 9));
    const kept = hoursAgo(chooseKept(made([...ahead, ...tenDays])));
    expect(kept).toEqual(expect.arrayContaining(keptOfTenDays));
  });

  it("do not grow without end for a clock that jumps every day", () => {
    const jumping = Array.from({ length: 400 }, (_, index) =>
      at((index * 37) % 100, 9),
    );
    expect(chooseKept(made(jumping)).size).toBeLessThanOrEqual(20);
  });
});
