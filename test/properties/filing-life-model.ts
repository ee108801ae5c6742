import type { CompanionProblemCode } from "../../src-shared/companion-api/endpoint.ts";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";

// Sections 3.1 and 3.2 of the product's rules once more, in other words than the state machine and the stores under
// test: nothing of theirs is called here.

export interface ModelFiling {
  readonly id: string;
  readonly uscc: string;
  state: FilingState;
  kind: FilingKind;
  version: number;
  scope: string;
  approval: {
    readonly reviewedAt: string;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly kind: FilingKind;
    readonly scope: string;
  } | null;
  submissionId: string | null;
  isRemoved: boolean;
}

interface ModelPeriod {
  readonly filingId: string;
  readonly uscc: string;
  readonly from: string;
  until: string;
  readonly scope: string;
}

export interface Model {
  readonly filings: ModelFiling[];
  readonly periods: ModelPeriod[];
}

export type Verdict = "accepted" | CompanionProblemCode;

interface Attempt {
  readonly uscc: string;
  /** Rests on another version, or names another submission, than the newest. */
  readonly isStale: boolean;
}

export function create(
  model: Model,
  filing: { id: string; uscc: string; scope: string },
): Verdict {
  if (hasUnderWay(model, filing.uscc)) return "application-under-way";
  model.filings.push({
    ...filing,
    state: "to-submit",
    kind: "new",
    version: 1,
    approval: null,
    submissionId: null,
    isRemoved: false,
  });
  return "accepted";
}

export function save(
  model: Model,
  filing: ModelFiling,
  { uscc, isStale, scope }: Attempt & { scope: string },
): Verdict {
  if (filing.uscc !== uscc || filing.isRemoved) return "filing-not-found";
  if (isStale) return "filing-version-conflict";
  if (filing.state === "approved") {
    if (hasUnderWay(model, uscc)) return "application-under-way";
    filing.kind = "amendment";
  } else if (!mayBeWorkedOn(filing)) return "filing-transition-refused";
  return move(filing, { state: "to-submit", scope });
}

export function submit(
  filing: ModelFiling,
  { uscc, isStale, submissionId }: Attempt & { submissionId: string },
): Verdict {
  if (filing.uscc !== uscc || filing.isRemoved) return "filing-not-found";
  if (isStale) return "submission-base-moved";
  if (!mayBeWorkedOn(filing)) return "filing-transition-refused";
  return move(filing, { state: "under-review", submissionId });
}

export function remove(
  filing: ModelFiling,
  { uscc, isStale }: Attempt,
): Verdict {
  if (filing.uscc !== uscc) return "filing-not-found";
  if (filing.isRemoved) return "accepted";
  if (isStale) return "filing-version-conflict";
  if (!mayBeWorkedOn(filing)) return "filing-transition-refused";
  return filing.approval === null
    ? // What was never handed in is erased.
      move(filing, {
        isRemoved: true,
        scope: filing.submissionId === null ? "" : filing.scope,
      })
    : move(filing, {
        state: "approved",
        kind: filing.approval.kind,
        scope: filing.approval.scope,
      });
}

export function decide(
  model: Model,
  filing: ModelFiling,
  attempt: { isApproval: boolean; isStale: boolean; now: Date },
): Verdict {
  const { isApproval, isStale, now } = attempt;
  if (filing.isRemoved || filing.submissionId === null)
    return "filing-not-found";
  if (isStale) return "submission-stale";
  if (filing.state !== "under-review") return "filing-transition-refused";
  if (!isApproval) return move(filing, { state: "returned" });
  const from = shanghaiDayOf(now);
  for (const older of model.filings)
    if (older.uscc === filing.uscc && older.state === "approved")
      move(older, { state: "void" });
  const { validFrom, validUntil } = filing.approval ?? {
    validFrom: from,
    validUntil: lastDayAfter(from),
  };
  const { id: filingId, uscc, kind, scope } = filing;
  endPeriods(model, uscc, from);
  model.periods.push({ filingId, uscc, from, until: validUntil, scope });
  return move(filing, {
    state: "approved",
    approval: {
      reviewedAt: now.toISOString(),
      validFrom,
      validUntil,
      kind,
      scope,
    },
  });
}

export function makeVoid(
  model: Model,
  filing: ModelFiling,
  now: Date,
): Verdict {
  if (filing.isRemoved || filing.submissionId === null)
    return "filing-not-found";
  if (filing.approval === null || hasEnded(filing))
    return "filing-transition-refused";
  endPeriods(model, filing.uscc, shanghaiDayOf(now));
  return move(filing, { state: "void", scope: filing.approval.scope });
}

/** What the clock alone does to everything whose last day is over. */
export function expire(model: Model, now: Date): void {
  const today = shanghaiDayOf(now);
  for (const filing of model.filings) {
    const { approval } = filing;
    if (approval === null || hasEnded(filing) || approval.validUntil >= today)
      continue;
    move(filing, { state: "expired", scope: approval.scope });
  }
}

export function inForceOn(
  { periods }: Model,
  uscc: string,
  day: string,
): ModelPeriod[] {
  return periods.filter(
    (period) =>
      period.uscc === uscc && period.from <= day && day <= period.until,
  );
}

export function isUnderWay({ state, isRemoved }: ModelFiling): boolean {
  return (
    !isRemoved && ["to-submit", "under-review", "returned"].includes(state)
  );
}

function hasUnderWay({ filings }: Model, uscc: string): boolean {
  return filings.some((filing) => filing.uscc === uscc && isUnderWay(filing));
}

function mayBeWorkedOn({ state }: ModelFiling): boolean {
  return state === "to-submit" || state === "returned";
}

function hasEnded({ state }: ModelFiling): boolean {
  return state === "expired" || state === "void";
}

function move(filing: ModelFiling, changes: Partial<ModelFiling>): "accepted" {
  Object.assign(filing, changes, { version: filing.version + 1 });
  return "accepted";
}

function endPeriods({ periods }: Model, uscc: string, from: string): void {
  for (const period of periods)
    if (period.uscc === uscc && period.until >= from)
      period.until = dayBefore(from);
}

const calendar = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
});

export function shanghaiDayOf(now: Date): string {
  return calendar.format(now);
}

function lastDayAfter(day: string): string {
  const nextYear = String(Number(day.slice(0, 4)) + 1);
  return day.endsWith("-02-29")
    ? `${nextYear}-02-28`
    : dayBefore(`${nextYear}${day.slice(4)}`);
}

export function dayBefore(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - 1);
  return noon.toISOString().slice(0, 10);
}
