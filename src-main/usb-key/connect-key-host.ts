import type {
  DriverQuirks,
  HostAnswers,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  converseWithKeyHost,
  type AnswerTo,
  type Conversation,
  type Question,
} from "./converse-with-key-host.ts";
import { eventOf, type DriverEvent } from "./driver-events.ts";
import type { KeyHostTimes } from "./key-host-times.ts";
import type { OnPin } from "./spend-pin-try.ts";
import type { StartKeyHost } from "./key-host-process.ts";

type DriverLoss = "key-driver-crashed" | "key-driver-hung";

type Order<Ask extends Question["ask"]> = Omit<
  Extract<Question, { ask: Ask }>,
  "ask"
>;

export interface KeyHostConnection {
  list(): Promise<HostAnswers["list"]>;
  inspect(): Promise<HostAnswers["inspect"]>;
  /** Ends the process, and so the login, where the clerk leaves meanwhile: `key-cancelled`. */
  sign(
    order: Order<"sign">,
    onPin: OnPin,
    whileHere?: AbortSignal,
  ): Promise<HostAnswers["sign"]>;
  changePin(
    order: Order<"change-pin">,
    onPin: OnPin,
  ): Promise<HostAnswers["change-pin"]>;
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
  readonly onEvent: (event: DriverEvent) => void;
}

// A driver that crashes or hangs again and again is started again only slowly, or for a clerk's PIN.
const mostLosses = 3;

/** The application's end of one key host: one request at a time, each with its limit; the process is replaceable. */
export function connectKeyHost(options: KeyHostOptions): KeyHostConnection {
  const { times, onEvent } = options;
  let running: Conversation | null = null;
  let losses = 0;
  /** What is told to whoever looks until the driver is started again; nobody may take its last word for the present. */
  let givenUp: DriverLoss | null = null;
  let isWatching = false;
  let hasOpened = false;
  let isClosed = false;
  let hasSeenPin = false;
  let restTimer: NodeJS.Timeout | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function start(): Conversation {
    const startedAt = performance.now();
    onEvent(eventOf("started"));
    return converseWithKeyHost(options.startKeyHost(), times.silenceLimitMs, {
      onSlotsChanged: () => {
        onEvent(eventOf("keys-changed"));
        options.onChange();
      },
      onHang: () => {
        onEvent(eventOf("hung", "key-driver-hung"));
        tellLoss("key-driver-hung", startedAt);
      },
      onCrash: () => {
        onEvent(eventOf("crashed", "key-driver-crashed"));
        tellLoss("key-driver-crashed", startedAt);
      },
    });
  }

  /** Whoever watches looks again and so has the module opened again, or hears that nobody sees its keys for now. */
  function tellLoss(loss: DriverLoss, startedAt: number): void {
    forget();
    if (performance.now() - startedAt >= times.steadyMs) losses = 0;
    if (!isWatching) return;
    if (++losses > mostLosses) giveUp(loss);
    options.onChange();
  }

  function giveUp(loss: DriverLoss): void {
    givenUp = loss;
    retryLater();
  }

  function retryLater(): void {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => {
      givenUp = null;
      options.onChange();
    }, times.retryMs);
    retryTimer.unref();
  }

  function forget(): void {
    running = null;
    hasSeenPin = false;
  }

  function end(): void {
    const ended = running;
    forget();
    ended?.end("key-cancelled");
  }

  async function opened(): Promise<Conversation> {
    if (isClosed) throw new ProblemError("key-cancelled");
    if (running) return running;
    const { modulePath, quirks } = options;
    const started = (running = start());
    try {
      const ask = "open";
      await started.ask({ ask, modulePath, quirks }, times.openLimitMs);
      if (isWatching) await askToWatch(started);
      hasOpened = true;
      clearTimeout(retryTimer);
    } catch (error) {
      if (running === started) {
        // A half-opened module would answer the next request with something misleading.
        end();
        // One that never worked is left alone; here a key may go unseen.
        if (isWatching && hasOpened) retryLater();
      }
      throw error;
    }
    return started;
  }

  async function openedToLook(): Promise<Conversation> {
    if (givenUp !== null) throw new ProblemError(givenUp);
    return opened();
  }

  async function askToWatch(to: Conversation): Promise<void> {
    const intervalMs = times.watchIntervalMs;
    await to.ask({ ask: "watch", intervalMs }, times.openLimitMs);
  }

  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = queue.then(() => {
      clearTimeout(restTimer);
      return step();
    });
    queue = result.then(rest, (error: unknown) => {
      noteRefusal(error);
      rest();
    });
    return result;
  }

  function noteRefusal(error: unknown): void {
    if (!(error instanceof ProblemError)) return;
    const { code, facts } = error.problem;
    const wasNoted = ["key-driver-crashed", "key-driver-hung", "key-cancelled"];
    if (wasNoted.includes(code)) return;
    onEvent({
      ...eventOf("refused", code),
      call: textOrNull(facts?.["call"]),
      returnCode: textOrNull(facts?.["returnCode"]),
    });
  }

  function rest(): void {
    restTimer = setTimeout(() => {
      if (running === null || (isWatching && !hasSeenPin)) return;
      onEvent(eventOf("rested"));
      end();
      if (isWatching) void inTurn(watchAnew).catch(() => undefined);
    }, times.restMs);
    restTimer.unref();
  }

  /** Watching goes on in a process that has never heard a PIN; what changed while there was none is asked for. */
  async function watchAnew(): Promise<void> {
    try {
      await openedToLook();
    } finally {
      options.onChange();
    }
  }

  async function askWithPin<
    Asked extends Extract<Question, { ask: "sign" | "change-pin" }>,
  >(question: Asked, secret: unknown, onPin: OnPin): Promise<AnswerTo<Asked>> {
    givenUp = null;
    const to = await opened();
    hasSeenPin = true;
    losses = 0;
    onPin("sent");
    const limitMs = secret === null ? times.pinPadLimitMs : times.signLimitMs;
    return to.ask(question, limitMs, () => onPin("right"));
  }

  /** Who leaves before the turn came is let go at once; later what the host still does has to be stopped. */
  async function sign(
    order: Order<"sign">,
    onPin: OnPin,
    whileHere?: AbortSignal,
  ): Promise<HostAnswers["sign"]> {
    let stage: "waiting" | "asked" | "over" = "waiting";
    const left = Promise.withResolvers<never>();
    const leave = () => {
      if (stage === "waiting") left.reject(new ProblemError("key-cancelled"));
      // What the host has said already counts: the PIN may have been right.
      else
        setImmediate(() => {
          if (stage === "asked") stop();
        });
    };
    const signing = inTurn(async () => {
      requireHere(whileHere);
      stage = "asked";
      try {
        const question = { ask: "sign", ...order } as const;
        const signed = await askWithPin(question, order.pin, onPin);
        requireHere(whileHere);
        return signed;
      } finally {
        stage = "over";
      }
    });
    whileHere?.addEventListener("abort", leave);
    try {
      return await Promise.race([signing, left.promise]);
    } finally {
      whileHere?.removeEventListener("abort", leave);
    }
  }

  function stop(): void {
    onEvent(eventOf("cancelled"));
    end();
    if (isWatching) void inTurn(watchAnew).catch(() => undefined);
  }

  return {
    list: () =>
      inTurn(async () =>
        (await openedToLook()).ask({ ask: "list" }, times.listLimitMs),
      ),
    inspect: () =>
      inTurn(async () =>
        (await openedToLook()).ask({ ask: "inspect" }, times.listLimitMs),
      ),
    sign,
    changePin: (order, onPin) =>
      inTurn(() =>
        askWithPin({ ask: "change-pin", ...order }, order.pins, onPin),
      ),
    watch: () =>
      inTurn(async () => {
        if (isWatching && running) return;
        isWatching = true;
        if (running) await askToWatch(running);
        else await openedToLook();
      }),
    close: () => {
      clearTimeout(restTimer);
      clearTimeout(retryTimer);
      isClosed = true;
      isWatching = false;
      end();
    },
  };
}

function requireHere(whileHere: AbortSignal | undefined): void {
  if (whileHere?.aborted === true) throw new ProblemError("key-cancelled");
}

function textOrNull(fact: unknown): string | null {
  return typeof fact === "string" ? fact : null;
}
