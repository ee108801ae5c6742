import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import { ifItOpens } from "../storage/those-that-open.ts";
import { createBackOff, type BackOff } from "./back-off.ts";
import { CallCancelled, problemOf } from "./companion-refusal.ts";
import { countFilings, noFilings } from "./count-filings.ts";
import { createLane, type Lane } from "./create-lane.ts";
import { lacksReceipt } from "./fetch-receipt.ts";
import { judgeFailure, retryAfterOf } from "./judge-failure.ts";
import { pullChanges } from "./pull-changes.ts";
import {
  createRunContexts,
  type RunContexts,
  type RunNotes,
} from "./run-contexts.ts";
import { createPiecePace } from "./piece-pace.ts";
import { realTimers } from "./timers.ts";
import { createTransferMeter } from "./transfer-meter.ts";
import { sendLostFiles } from "./send-lost-files.ts";
import { isWaiting, sendWaiting } from "./send-waiting.ts";
import { withdrawSubmission } from "./withdraw-submission.ts";
import type {
  SyncedPerson,
  SynchroniserOptions,
} from "./synchroniser-options.ts";

const ordinaryBackOff = { firstMs: 1000, limitMs: 30_000 };
/** Without a session only the way to the API is looked at, so that the page asks for the PIN when it makes sense. */
const lookPauseMs = 10_000;
/** For an API, or something in between, that answers a long poll at once. */
const shortestPollMs = 1000;
const progressPauseMs = 250;

/** 发送中 n/m */
export interface SendProgress {
  readonly sentFiles: number;
  readonly totalFiles: number;
}

/**
 * One person's synchronisation, from sign-in to sign-out: one lane sends what waits, one follows the API's changes.
 * Each has its own back-off, so that a feed that works does not hurry an upload that does not.
 */
export class SyncRun {
  #token: string | null;
  #connection: SyncState["connection"] = { kind: "unknown" };
  #counts = noFilings;
  /** The pull after which the API was asked for files that it lost. */
  #filesAskedAfter: number | null = null;
  /** Of one filing or another the last pulls could not have something. */
  #isSomethingLeft = false;
  #companionStart: string | null = null;
  #pausing = new AbortController();
  #forgetTelling: (() => void) | null = null;
  readonly #options: SynchroniserOptions;
  readonly #person: SyncedPerson;
  readonly #tell: () => void;
  readonly #stopping = new AbortController();
  readonly #notes: RunNotes = {
    meter: createTransferMeter(
      () => performance.now(),
      (what) => this.#tellProgress(what),
    ),
    pace: createPiecePace(),
    withdrawing: new Map(),
    posting: new Map(),
    pause: () => this.#pausing.signal,
    onStart: (startId) => {
      // Put back from a copy in between, it may have forgotten what no cursor tells.
      if (this.#companionStart !== null && this.#companionStart !== startId)
        this.#contexts.catchUp.again();
      this.#companionStart = startId;
    },
    onLeft: (error) => {
      if (problemOf(error) === null) this.#options.logDefect(error);
      this.#isSomethingLeft = true;
    },
  };
  readonly #contexts: RunContexts;
  readonly #watchBackOff: BackOff;
  readonly #sendBackOff: BackOff;
  readonly #sendLane: Lane;
  readonly #watchLane: Lane;

  constructor(
    options: SynchroniserOptions,
    person: SyncedPerson,
    token: string | null,
    tell: () => void,
  ) {
    const { now, backOff = ordinaryBackOff, timers = realTimers } = options;
    this.#options = options;
    this.#person = person;
    this.#token = token;
    this.#tell = tell;
    const onFilingsChanged: typeof options.onFilingsChanged = (moves) => {
      this.#count();
      options.onFilingsChanged(moves);
    };
    this.#contexts = createRunContexts(
      { ...options, onFilingsChanged },
      person,
      this.#notes,
      this.#stopping.signal,
    );
    this.#sendBackOff = createBackOff(backOff);
    this.#watchBackOff = createBackOff(backOff);
    this.#sendLane = createLane({
      step: () => this.#guard(() => this.#send(), this.#sendBackOff),
      now,
      timers,
      onPlanned: tell,
    });
    this.#watchLane = createLane({
      step: () => this.#guard(() => this.#watch(), this.#watchBackOff),
      now,
      timers,
      onPlanned: tell,
    });
    this.#count();
  }

  state(): SyncState {
    const needsSignIn =
      this.#token === null && this.#connection.kind === "online";
    // Without a session the next look at the network is the next chance to send.
    const lane = this.#token === null ? this.#watchLane : this.#sendLane;
    const { isPaused } = this;
    const isPlanned = this.#counts.waiting > 0 && !needsSignIn && !isPaused;
    return {
      connection: this.#connection,
      needsSignIn,
      counts: this.#counts,
      isPaused,
      transfer: this.#notes.meter.view(),
      nextTryAt: isPlanned ? (lane.nextTryAt?.toISOString() ?? null) : null,
    };
  }

  get isPaused(): boolean {
    return this.#pausing.signal.aborted;
  }

  pause(): void {
    this.#pausing.abort();
    this.#tell();
  }

  resume(): void {
    if (!this.isPaused) return;
    this.#pausing = new AbortController();
    this.#sendLane.nudge();
    this.#tell();
  }

  token(): string | null {
    return this.#token;
  }

  giveToken(token: string): void {
    this.#token = token;
    this.#contexts.catchUp.again();
    this.#nudgeBoth();
    this.#tell();
  }

  nudge(): void {
    this.#count();
    this.#sendLane.nudge();
  }

  retryNow(): void {
    const { filings } = this.#person;
    for (const filing of filings.list()) {
      const canBeTried = isWaiting(filing) || lacksReceipt(filing);
      if (filing.failure !== null && canBeTried)
        ifItOpens(() => filings.markFailure(filing.id, null));
    }
    this.#contexts.catchUp.again();
    this.resume();
    this.#count();
    this.#nudgeBoth();
    this.#options.onFilingsChanged([]);
  }

  catchUp(): void {
    this.#contexts.catchUp.again();
    this.#nudgeBoth();
  }

  progressOf(filingId: string): SendProgress | null {
    const transfer = this.#notes.meter.view();
    if (transfer?.filingId !== filingId || transfer.totalFiles === 0)
      return null;
    const { sentFiles, totalFiles } = transfer;
    return { sentFiles, totalFiles };
  }

  /** Two clicks share one question: the failure of one must not let go what the other still holds back. */
  withdraw(submissionId: string, token: string): Promise<void> {
    const { withdrawing } = this.#notes;
    const underWay = withdrawing.get(submissionId);
    if (underWay !== undefined) return underWay;
    const begun = this.#withdraw(submissionId, token).finally(() => {
      withdrawing.delete(submissionId);
      if (!this.#stopping.signal.aborted) this.nudge();
    });
    withdrawing.set(submissionId, begun);
    return begun;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#forgetTelling?.();
    await Promise.all([this.#sendLane.stop(), this.#watchLane.stop()]);
  }

  async #withdraw(submissionId: string, token: string): Promise<void> {
    // A request on its way may bring the receipt itself.
    await this.#notes.posting.get(submissionId)?.catch(() => undefined);
    await withdrawSubmission(this.#contexts.sendContext(token), submissionId);
  }

  async #send(): Promise<number | null> {
    const token = this.#token;
    this.#count();
    if (token === null || this.isPaused) return null;
    const context = this.#contexts.sendContext(token);
    // Also where nothing waits: 立即重试 asks the API, whatever the long poll of the other lane is at.
    const round = await this.#contexts.catchUp.wait(token);
    const { logDefect } = this.#options;
    const outcome = await sendWaiting(context, logDefect);
    this.#count();
    if (outcome.kind === "sign-in") this.loseToken(token);
    if (outcome.kind === "away") throw outcome.error;
    if (outcome.kind === "later")
      return this.#sendBackOff.next(retryAfterOf(outcome.error));
    if (round !== this.#filesAskedAfter) {
      const files = await sendLostFiles(context, logDefect);
      if (files.kind === "later")
        return this.#sendBackOff.next(retryAfterOf(files.error));
      this.#filesAskedAfter = round;
    }
    this.#sendBackOff.reset();
    // What went through says more than the last look did.
    if (this.#connection.kind === "offline") this.#watchLane.nudge();
    return null;
  }

  async #watch(): Promise<number | null> {
    const token = this.#token;
    const { signal } = this.#stopping;
    if (token === null) {
      await this.#options.client.call("health", {}, { signal });
      this.#watchBackOff.reset();
      this.#setOnline();
      return lookPauseMs;
    }
    await this.#contexts.catchUp.wait(token);
    this.#setOnline();
    const context = this.#contexts.pullContext(token);
    const begunAt = performance.now();
    const pulled = await pullChanges(context);
    if (pulled === "backwards" || this.#isSomethingLeft)
      this.#contexts.catchUp.again();
    this.#isSomethingLeft = false;
    this.#watchBackOff.reset();
    this.#setOnline();
    const hasWaited = performance.now() - begunAt > shortestPollMs;
    return pulled !== "same" || hasWaited ? 0 : shortestPollMs;
  }

  /** Says when to try again after whatever went wrong in a lane. */
  async #guard(
    step: () => Promise<number | null>,
    backOff: BackOff,
  ): Promise<number | null> {
    const token = this.#token;
    try {
      return await step();
    } catch (error) {
      if (error instanceof CallCancelled || this.#stopping.signal.aborted)
        return null;
      if (judgeFailure(error) === "sign-in") {
        if (token !== null) this.loseToken(token);
        return 0;
      }
      this.#setOffline(error);
      return backOff.next(retryAfterOf(error));
    }
  }

  #setOnline(): void {
    const wasOnline = this.#connection.kind === "online";
    this.#connection = { kind: "online" };
    if (!wasOnline) this.#sendLane.nudge();
    this.#tell();
  }

  #setOffline(error: unknown): void {
    const problem = problemOf(error);
    if (problem === null) this.#options.logDefect(error);
    this.#contexts.catchUp.again();
    this.#connection = {
      kind: "offline",
      problem: problem ?? { code: "bridge-unexpected-error" },
    };
    this.#tell();
  }

  /** The API ended the session of this token; told by a lane, or by whoever else asked with it. */
  loseToken(refused: string): void {
    // A new one may have come while the old one was being refused.
    if (this.#token === refused) {
      this.#token = null;
      // Looking again tells soon whether the way to a new sign-in is open.
      this.#watchLane.nudge();
    }
    this.#options.onTokenRefused(refused);
    this.#tell();
  }

  /** Kept, because the state is asked for more often than rows change and the rows are sealed. */
  #count(): void {
    this.#counts = countFilings(this.#person.filings.list());
    this.#tell();
  }

  /** Pieces come many times a second; a page that drew each would do nothing else. */
  #tellProgress(what: "files" | "bytes"): void {
    if (what === "files") {
      this.#options.onFilingsChanged([]);
      // Files that the API takes say more than the last look did: nobody should read 离线 beside them.
      if (this.#connection.kind === "offline") this.#watchLane.nudge();
    }
    const { timers = realTimers } = this.#options;
    this.#forgetTelling ??= timers.after(progressPauseMs, () => {
      this.#forgetTelling = null;
      this.#tell();
    });
  }

  #nudgeBoth(): void {
    this.#sendLane.nudge();
    this.#watchLane.nudge();
  }
}
