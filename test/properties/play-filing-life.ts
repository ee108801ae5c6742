import { randomUUID } from "node:crypto";
import type { RequestParts } from "../integration/companion/companion-requester.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import * as model from "./filing-life-model.ts";
import type { Model, ModelFiling, Verdict } from "./filing-life-model.ts";
import type { Step } from "./filing-life-steps.ts";
import {
  contentOf,
  lastMoment,
  usccs,
  type Attempted,
  type FilingLifeTrial,
} from "./filing-life-trial.ts";

type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;
type FilingStep = Exclude<
  Step,
  StepOf<"create"> | StepOf<"wait"> | StepOf<"downtime">
>;

export interface Played {
  readonly expected: Verdict;
  readonly actual: Verdict;
}

/** What the enterprises remember between steps. */
export interface Memory {
  /** As the API last answered, tombstones included. */
  readonly records: Map<string, FilingRecord>;
  readonly submissions: Map<string, { parts: RequestParts; jws: string }>;
}

const hourMs = 60 * 60 * 1000;

/** One step at the API and in the model. Null where there is nothing yet to take the step on. */
export async function play(
  trial: FilingLifeTrial,
  known: Model,
  memory: Memory,
  step: Step,
): Promise<Played | null> {
  switch (step.kind) {
    case "wait":
    case "downtime": {
      const { clock } = trial.companion;
      const ms = step.hours * hourMs;
      if (clock.now.getTime() + ms >= lastMoment.getTime()) return null;
      await (step.kind === "wait" ? trial.waitFor(ms) : trial.stopFor(ms));
      model.expire(known, clock.now);
      return { expected: "accepted", actual: "accepted" };
    }
    case "create": {
      const uscc = usccs[step.by];
      const filing = { id: randomUUID(), uscc, scope: step.scope };
      const { verdict: actual } = await put(trial, uscc, filing, 0, step.scope);
      const expected = model.create(known, filing);
      return { expected, actual };
    }
    default:
      return playOnFiling(trial, known, memory, step);
  }
}

async function playOnFiling(
  trial: FilingLifeTrial,
  known: Model,
  memory: Memory,
  step: FilingStep,
): Promise<Played | null> {
  const own = known.filings
    .filter(({ uscc }) => uscc === usccs[step.by])
    .toSorted((one, other) => liveliness(one) - liveliness(other));
  const filing = own.at(-1 - (step.nth % Math.max(1, own.length)));
  const record = memory.records.get(filing?.id ?? "");
  if (filing === undefined || record === undefined) return null;
  const caller = usccs[(step.by + Number(step.isStranger)) % 2] ?? usccs[0];
  const on: OnFiling = { trial, known, memory, filing, record, caller };
  const outcome = await players[step.kind](on, step as never);
  return outcome === null ? null : { ...outcome };
}

/** Steps meet what still lives more often than what has ended. */
function liveliness(filing: ModelFiling): number {
  if (model.isUnderWay(filing)) return 2;
  return filing.state === "approved" ? 1 : 0;
}

interface OnFiling {
  readonly trial: FilingLifeTrial;
  readonly known: Model;
  readonly memory: Memory;
  readonly filing: ModelFiling;
  readonly record: FilingRecord;
  /** 统一社会信用代码 of who tries. */
  readonly caller: string;
}

type Player<Kind extends FilingStep["kind"]> = (
  on: OnFiling,
  step: StepOf<Kind>,
) => Promise<Played | null>;

const players: { readonly [Kind in FilingStep["kind"]]: Player<Kind> } = {
  save: async ({ trial, known, filing, record, caller }, step) => {
    const version = record.version - (step.isStale ? 1 : 0);
    const sent = await put(trial, caller, filing, version, step.scope);
    const attempt = { ...step, uscc: caller };
    return compare(model.save(known, filing, attempt), sent);
  },
  "change-code": async ({ trial, filing, record, caller }) => {
    const otherCode = usccs.find((uscc) => uscc !== caller) ?? "";
    const content = contentOf(otherCode, filing.scope);
    const sent = await trial.attempt("saveFiling", {
      params: { filingId: filing.id },
      body: { saveId: randomUUID(), baseVersion: record.version, content },
      token: trial.enterprise(caller).token,
    });
    const isTheirs = filing.uscc === caller && !filing.isRemoved;
    return compare(
      isTheirs ? "filing-content-refused" : "filing-not-found",
      sent,
    );
  },
  submit: async ({ trial, memory, filing, record, caller }, step) => {
    const { isStale } = step;
    const otherVersion = record.version === 1 ? 2 : record.version - 1;
    const baseVersion = isStale ? otherVersion : record.version;
    const { submissionId, parts } = await trial.freezeAndSign(
      caller,
      record,
      baseVersion,
    );
    const sent = await trial.attempt("submit", parts);
    if (sent.receipt !== null)
      memory.submissions.set(filing.id, { parts, jws: sent.receipt.jws });
    const attempt = { uscc: caller, isStale, submissionId };
    return compare(model.submit(filing, attempt), sent);
  },
  "repeat-submission": async ({ trial, memory, filing, caller }) => {
    const earlier = memory.submissions.get(filing.id);
    if (earlier === undefined) return null;
    const { token } = trial.enterprise(caller);
    const sent = await trial.attempt("submit", { ...earlier.parts, token });
    if (caller !== filing.uscc)
      return compare("submission-digest-conflict", sent);
    if (sent.receipt?.jws !== earlier.jws)
      throw new Error("the same submission got another receipt");
    return compare("accepted", sent);
  },
  delete: async ({ trial, filing, record, caller }, { isStale }) => {
    const sent = await trial.attempt("deleteFiling", {
      params: { filingId: filing.id },
      query: { baseVersion: record.version + (isStale ? 1 : 0) },
      token: trial.enterprise(caller).token,
    });
    return compare(model.remove(filing, { uscc: caller, isStale }), sent);
  },
  approve: (on, { isStale }) => decide(on, { isApproval: true, isStale }),
  return: (on, { isStale }) => decide(on, { isApproval: false, isStale }),
  void: async ({ trial, known, filing }) => {
    const sent = await trial.attempt("void", {
      params: { filingId: filing.id },
      body: { reason: "材料不实" },
      token: trial.reviewerToken(),
    });
    const { now } = trial.companion.clock;
    return compare(model.makeVoid(known, filing, now), sent);
  },
};

async function decide(
  { trial, known, filing, record }: OnFiling,
  { isApproval, isStale }: { isApproval: boolean; isStale: boolean },
): Promise<Played> {
  const { latestSubmission } = record;
  const sent = await trial.attempt("decide", {
    params: { filingId: filing.id },
    body: {
      submissionId: latestSubmission?.id ?? randomUUID(),
      digest: isStale
        ? "0".repeat(64)
        : (latestSubmission?.digest ?? "1".repeat(64)),
      decision: isApproval ? "approve" : "return",
      opinion: isApproval ? null : "请补充材料",
    },
    token: trial.reviewerToken(),
  });
  const { now } = trial.companion.clock;
  return compare(
    model.decide(known, filing, { isApproval, isStale, now }),
    sent,
  );
}

function put(
  trial: FilingLifeTrial,
  caller: string,
  { id: filingId }: { id: string },
  baseVersion: number,
  scope: string,
): Promise<Attempted> {
  const content = contentOf(caller, scope);
  return trial.attempt("saveFiling", {
    params: { filingId },
    body: { saveId: randomUUID(), baseVersion, content },
    token: trial.enterprise(caller).token,
  });
}

function compare(expected: Verdict, { verdict: actual }: Attempted): Played {
  return { expected, actual };
}
