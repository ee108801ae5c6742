import {
  hostAnswerSchemas,
  hostMessageSchema,
  type DriverQuirks,
  type HostAnswers,
  type HostRequest,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { KeyHostTimes } from "./key-host-times.ts";
import type { KeyHostProcess, StartKeyHost } from "./key-host-process.ts";

type Distribute<Request> = Request extends HostRequest
  ? Omit<Request, "id">
  : never;
type Question = Distribute<HostRequest>;
type AnswerTo<Asked extends Question> = HostAnswers[Asked["ask"]];

export interface KeyHostConnection {
  list(): Promise<HostAnswers["list"]>;
  sign(
    question: Omit<Extract<Question, { ask: "sign" }>, "ask">,
  ): Promise<HostAnswers["sign"]>;
  /** From now on changes are told, also after the process had to be started anew. */
  watch(): Promise<void>;
  close(): void;
}

export interface KeyHostOptions {
  readonly startKeyHost: StartKeyHost;
  readonly modulePath: string;
  readonly quirks: DriverQuirks;
  readonly times: KeyHostTimes;
  readonly onChange: () => void;
}

interface Waiting {
  readonly id: number;
  readonly settle: (answer: unknown) => void;
  readonly fail: (error: Error) => void;
}

// A driver that crashes again and again while nobody asks it anything is left alone until somebody does.
const mostIdleCrashes = 3;
/** Being told of a crash makes everybody list, so only a process that lived for so long, or a clerk's PIN, counts as recovery. */
const steadyAfterMs = 30_000;

/** The application's end of one key host: one request at a time, each with its limit; the process is replaceable. */
export function connectKeyHost(options: KeyHostOptions): KeyHostConnection {
  const { times } = options;
  let child: KeyHostProcess | null = null;
  let waiting: Waiting | null = null;
  let lastId = 0;
  let idleCrashes = 0;
  let startedAt = 0;
  let isWatching = false;
  let isClosed = false;
  let hasSeenPin = false;
  let restTimer: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function start(): KeyHostProcess {
    startedAt = performance.now();
    const started = options.startKeyHost();
    started.onMessage((message) => {
      if (started === child) receive(message);
    });
    started.onExit(() => {
      if (started === child) noticeCrash();
    });
    return started;
  }

  function receive(message: unknown): void {
    const parsed = hostMessageSchema.safeParse(message);
    if (!parsed.success) return;
    const { data } = parsed;
    if (data.kind === "slots-changed") options.onChange();
    else if (data.id !== waiting?.id) return;
    else if (data.kind === "answer") waiting.settle(data.answer);
    else waiting.fail(new ProblemError(data.code, data.facts));
  }

  function noticeCrash(): void {
    child = null;
    hasSeenPin = false;
    if (performance.now() - startedAt >= steadyAfterMs) idleCrashes = 0;
    if (waiting) waiting.fail(new ProblemError("key-driver-crashed"));
    else if (isWatching && ++idleCrashes <= mostIdleCrashes) options.onChange();
  }

  function end(): void {
    const ended = child;
    child = null;
    hasSeenPin = false;
    ended?.kill();
  }

  async function request<Asked extends Question>(
    to: KeyHostProcess,
    question: Asked,
    limitMs: number,
  ): Promise<AnswerTo<Asked>> {
    const id = ++lastId;
    const answered = new Promise<unknown>((settle, fail) => {
      waiting = { id, settle, fail };
    });
    const limit = setTimeout(() => {
      end();
      waiting?.fail(new ProblemError("key-driver-hung"));
    }, limitMs);
    try {
      to.send({ ...question, id });
      const answer = hostAnswerSchemas[question.ask].safeParse(await answered);
      if (!answer.success) throw new ProblemError("key-driver-error");
      return answer.data as AnswerTo<Asked>;
    } finally {
      clearTimeout(limit);
      waiting = null;
    }
  }

  async function opened(): Promise<KeyHostProcess> {
    if (isClosed) throw new ProblemError("key-cancelled");
    if (child) return child;
    const { modulePath, quirks } = options;
    const started = (child = start());
    try {
      await request(
        started,
        { ask: "open", modulePath, quirks },
        times.openLimitMs,
      );
      if (isWatching) await askToWatch(started);
    } catch (error) {
      // A half-opened module would answer the next request with something misleading.
      end();
      throw error;
    }
    return started;
  }

  function askToWatch(to: KeyHostProcess): Promise<HostAnswers["watch"]> {
    const intervalMs = times.watchIntervalMs;
    return request(to, { ask: "watch", intervalMs }, times.openLimitMs);
  }

  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    clearTimeout(restTimer);
    const result = queue.then(step);
    queue = result.then(rest, rest);
    return result;
  }

  function rest(): void {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      if (isWatching && !hasSeenPin) return;
      end();
      // Watching goes on in a process that has never heard a PIN.
      if (isWatching) void inTurn(opened).catch(() => undefined);
    }, times.restMs);
    restTimer.unref();
  }

  return {
    list: () =>
      inTurn(async () =>
        request(await opened(), { ask: "list" }, times.listLimitMs),
      ),
    sign: (question) =>
      inTurn(async () => {
        const to = await opened();
        hasSeenPin = true;
        idleCrashes = 0;
        const limitMs =
          question.pin === null ? times.pinPadLimitMs : times.signLimitMs;
        return request(to, { ask: "sign", ...question }, limitMs);
      }),
    watch: () =>
      inTurn(async () => {
        if (isWatching && child) return;
        isWatching = true;
        if (child) await askToWatch(child);
        else await opened();
      }),
    close: () => {
      clearTimeout(restTimer);
      isClosed = true;
      isWatching = false;
      waiting?.fail(new ProblemError("key-cancelled"));
      end();
    },
  };
}
