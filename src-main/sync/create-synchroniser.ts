import type { Problem } from "../../src-shared/problems/problem.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import { noFilings } from "./count-filings.ts";
import { SyncRun, type SendProgress } from "./sync-run.ts";
import type {
  SyncedPerson,
  SynchroniserOptions,
} from "./synchroniser-options.ts";

export interface Synchroniser {
  state(): SyncState;
  /** Begins with this person, after ending with the former one. Without a token nothing is sent until one is given. */
  begin(person: SyncedPerson, token: string | null): void;
  giveToken(token: string): void;
  /** The API refused this token somewhere else. */
  loseToken(token: string): void;
  /** Resolves when nothing of this person runs any more. */
  end(): Promise<void>;
  /** Something waits now that did not before. */
  nudge(): void;
  /** 立即重试: marked rows too. */
  retryNow(): SyncState;
  /** Everything is pulled again, at once. */
  catchUp(): void;
  /** 暂停 */
  pause(): SyncState;
  /** 继续 */
  resume(): SyncState;
  /** 发送中 n/m; null = nothing of this filing is on its way. */
  progressOf(filingId: string): SendProgress | null;
  fetchFromCompanion(sha256: string): AsyncIterable<Uint8Array>;
  /**
   * 取消发送 after a request may have left; holds it back meanwhile. Throws `submission-already-sent` where the API had
   * taken it, and the network's problem where nobody can say: then it goes on.
   */
  withdraw(submissionId: string): Promise<void>;
  close(): Promise<void>;
}

const idle: SyncState = {
  connection: { kind: "unknown" },
  needsSignIn: false,
  counts: noFilings,
  isPaused: false,
  transfer: null,
  nextTryAt: null,
};

export function createSynchroniser(options: SynchroniserOptions): Synchroniser {
  let run: SyncRun | null = null;
  let ending: Promise<void> = Promise.resolve();
  let told = JSON.stringify(idle);

  const state = (): SyncState => run?.state() ?? idle;
  const tell = (): void => {
    const text = JSON.stringify(state());
    if (text === told) return;
    told = text;
    options.onStateChanged(state());
  };
  const end = (): Promise<void> => {
    const ended = run;
    run = null;
    if (ended !== null)
      ending = Promise.all([ending, ended.stop()]).then(() => undefined);
    tell();
    return ending;
  };

  return {
    state,
    begin: (person, token) => {
      void end();
      run = new SyncRun(options, person, token, tell);
      tell();
    },
    giveToken: (token) => {
      run?.giveToken(token);
    },
    loseToken: (token) => {
      run?.loseToken(token);
    },
    end,
    nudge: () => {
      run?.nudge();
      tell();
    },
    retryNow: () => {
      run?.retryNow();
      return state();
    },
    catchUp: () => {
      run?.catchUp();
    },
    pause: () => {
      run?.pause();
      return state();
    },
    resume: () => {
      run?.resume();
      return state();
    },
    progressOf: (filingId) => run?.progressOf(filingId) ?? null,
    fetchFromCompanion: (sha256) => {
      const token = run?.token() ?? null;
      if (token === null) throw withoutToken(state());
      return options.client.readFile(sha256, { token });
    },
    withdraw: async (submissionId) => {
      if (run === null) throw new ProblemError("session-not-signed-in");
      const token = run.token();
      if (token === null) throw withoutToken(state());
      await run.withdraw(submissionId, token);
    },
    close: async () => {
      await end();
      options.client.close();
    },
  };
}

/** An opened but unconfirmed session: either the network is away, or the clerk has to sign in again. */
function withoutToken({ connection }: SyncState): ProblemError {
  const problem: Problem =
    connection.kind === "offline"
      ? connection.problem
      : { code: "not-signed-in" };
  return new ProblemError(problem.code, problem.facts);
}
