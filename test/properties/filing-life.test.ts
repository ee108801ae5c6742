import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHistory } from "../../src-companion/filings/filing-history-store.ts";
import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import {
  dayBefore,
  inForceOn,
  isUnderWay,
  shanghaiDayOf,
  type Model,
  type ModelFiling,
} from "./filing-life-model.ts";
import { step, type Step } from "./filing-life-steps.ts";
import {
  startFilingLifeTrial,
  usccs,
  type FilingLifeTrial,
} from "./filing-life-trial.ts";
import { play, type Memory } from "./play-filing-life.ts";

// A failure is played again with the seed and path it prints:
// FILING_LIFE_SEED=… FILING_LIFE_PATH=… npx vitest run test/properties/filing-life.test.ts
const environment = process.env;
const seed = Number(
  environment["FILING_LIFE_SEED"] ?? Math.floor(Math.random() * 2 ** 31),
);
const runs = Number(environment["FILING_LIFE_RUNS"] ?? 60);
const longest = Number(environment["FILING_LIFE_STEPS"] ?? 80);
const path = environment["FILING_LIFE_PATH"];

/** Leaves room to shrink a counterexample; a slow machine plays fewer lives instead of failing. */
const playtimeMs = 6 * 60_000;
const timeLimitMs = 10 * 60_000;

describe("the life of filings", () => {
  it(
    `follows the rules whatever enterprises, reviewer and clock do (seed ${seed})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 1, maxLength: longest, size: "max" }),
          live,
        ),
        {
          seed,
          numRuns: runs,
          plugins: [fc.interruptAfterTimeLimit(playtimeMs)],
          ...(path === undefined ? {} : { path }),
        },
      );
    },
    timeLimitMs,
  );
});

async function live(steps: readonly Step[]): Promise<void> {
  const trial = await startFilingLifeTrial();
  const model: Model = { filings: [], periods: [] };
  const memory: Memory = { records: new Map(), submissions: new Map() };
  const histories = new Map<string, readonly HistoryEntry[]>();
  try {
    for (const each of steps) {
      const played = await play(trial, model, memory, each);
      if (played === null) continue;
      expect(played.actual, JSON.stringify(each)).toBe(played.expected);
      for (const uscc of usccs) await checkFilings(trial, model, memory, uscc);
      for (const filing of model.filings)
        await checkHistory(trial, filing, histories);
    }
    for (const uscc of usccs) await checkInForce(trial, model, uscc);
  } finally {
    await trial.companion.close();
  }
}

/** Every filing the API knows of, removed ones included, is where the rules put it. */
async function checkFilings(
  trial: FilingLifeTrial,
  model: Model,
  { records }: Memory,
  uscc: string,
): Promise<void> {
  const own = model.filings.filter((filing) => filing.uscc === uscc);
  const query = { after: 0, waitSeconds: 0 };
  const { filings } = await trial.read("changes", uscc, { query });
  for (const filing of filings) records.set(filing.id, filing);
  expect(byId(filings.map(pictureOf))).toEqual(byId(own));
  const list = await trial.read("listFilings", uscc);
  expect(byId(list.filings)).toEqual(
    byId(filings.filter(({ isRemoved }) => !isRemoved)),
  );
  expect(own.filter(isUnderWay).length).toBeLessThanOrEqual(1);
}

function byId<Item extends { id: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function pictureOf(record: FilingRecord): ModelFiling {
  const { id, uscc, kind, state, version, isRemoved } = record;
  const { content, approval, latestSubmission } = record;
  return {
    id,
    // A code that changed is no code of the model's.
    uscc: content.fields.uscc === uscc ? uscc : `${uscc} changed`,
    state,
    kind,
    version,
    scope: content.fields.businessScope,
    approval: approval && {
      reviewedAt: approval.reviewedAt,
      validFrom: approval.validFrom,
      validUntil: approval.validUntil,
      kind: approval.kind,
      scope: approval.content.fields.businessScope,
    },
    submissionId: latestSubmission?.id ?? null,
    isRemoved,
  };
}

/** One entry for every version, each going on where the one before ended, and nothing told before ever told differently. */
async function checkHistory(
  { companion }: FilingLifeTrial,
  filing: ModelFiling,
  histories: Map<string, readonly HistoryEntry[]>,
): Promise<void> {
  const known = histories.get(filing.id) ?? [];
  if (known.length === filing.version) return;
  const history = await readHistory(companion.database, filing.id);
  histories.set(filing.id, history);
  expect(history.slice(0, known.length)).toEqual(known);
  expect(history.map(({ version }) => version)).toEqual(
    Array.from({ length: filing.version }, (_, index) => index + 1),
  );
  expect(history.map(({ fromState }) => fromState)).toEqual([
    null,
    ...history.slice(0, -1).map(({ toState }) => toState),
  ]);
}

/** On every day of which something can be said, and the days around it. */
async function checkInForce(
  trial: FilingLifeTrial,
  model: Model,
  uscc: string,
): Promise<void> {
  const periods = model.periods.filter((period) => period.uscc === uscc);
  const days = new Set(
    [
      shanghaiDayOf(trial.companion.clock.now),
      ...periods.flatMap(({ from, until }) => [from, until]),
    ].flatMap((day) => [dayBefore(day), day, dayAfter(day)]),
  );
  for (const on of days) {
    const { inForce } = await trial.read("filingInForce", uscc, {
      query: { on },
    });
    const expected = inForceOn(model, uscc, on);
    expect(expected.length).toBeLessThanOrEqual(1);
    expect([
      on,
      inForce?.filingId,
      inForce?.content.fields.businessScope,
    ]).toEqual([on, expected[0]?.filingId, expected[0]?.scope]);
  }
  expect(await overlappingPeriods(trial, uscc)).toEqual([]);
}

async function overlappingPeriods(
  { companion }: FilingLifeTrial,
  uscc: string,
): Promise<object[]> {
  return companion.database
    .selectFrom("approval_periods as one")
    .innerJoin("approval_periods as other", "other.uscc", "one.uscc")
    .select(["one.from_day", "one.until_day", "other.from_day as otherFrom"])
    .where("one.uscc", "=", uscc)
    .whereRef("one.id", "<", "other.id")
    .whereRef("one.from_day", "<=", "one.until_day")
    .whereRef("other.from_day", "<=", "other.until_day")
    .whereRef("one.from_day", "<=", "other.until_day")
    .whereRef("other.from_day", "<=", "one.until_day")
    .execute();
}

function dayAfter(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return noon.toISOString().slice(0, 10);
}
