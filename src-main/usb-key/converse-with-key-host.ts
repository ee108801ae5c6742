import {
  hostAnswerSchemas,
  hostMessageSchema,
  type HostAnswers,
  type HostRequest,
} from "../../src-shared/usb-key/key-host-messages.ts";
import {
  ProblemError,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";
import type { KeyHostProcess } from "./key-host-process.ts";

type Distribute<Request> = Request extends HostRequest
  ? Omit<Request, "id">
  : never;
export type Question = Distribute<HostRequest>;
export type AnswerTo<Asked extends Question> = HostAnswers[Asked["ask"]];

/** One process from its start to its end; one question at a time. */
export interface Conversation {
  /** Throws the problem the host names, `key-driver-crashed`, or after the limit `key-driver-hung`; then it has ended. */
  ask<Asked extends Question>(
    question: Asked,
    limitMs: number,
    onPinRight?: () => void,
  ): Promise<AnswerTo<Asked>>;
  /** A question that waits fails with this problem. Nothing is heard of the process any more. */
  end(problem: ProblemCode): void;
}

export interface ConversationListener {
  readonly onSlotsChanged: () => void;
  /** The process has gone by itself; not called after `end`. */
  readonly onCrash: () => void;
  readonly onHang: () => void;
}

interface Waiting {
  readonly id: number;
  readonly onPinRight: () => void;
  readonly settle: (answer: unknown) => void;
  readonly fail: (error: Error) => void;
}

export function converseWithKeyHost(
  process: KeyHostProcess,
  silenceLimitMs: number,
  listener: ConversationListener,
): Conversation {
  let waiting: Waiting | null = null;
  let lastId = 0;
  let hasEnded = false;
  let isWatching = false;
  let silence: NodeJS.Timeout | undefined;

  /**
   * While a question waits the host cannot look, and the question has its own limit. In two halves, because a program
   * that was busy or asleep meets its timers before the messages that came meanwhile.
   */
  function expectLook(): void {
    clearTimeout(silence);
    if (!isWatching || hasEnded || waiting !== null) return;
    const half = silenceLimitMs / 2;
    silence = setTimeout(() => {
      silence = setTimeout(endHanging, half);
    }, half);
  }

  function endHanging(): void {
    listener.onHang();
    end("key-driver-hung");
  }

  process.onMessage((message) => {
    const parsed = hostMessageSchema.safeParse(message);
    if (hasEnded || !parsed.success) return;
    const { data } = parsed;
    if (data.kind === "looked") expectLook();
    else if (data.kind === "slots-changed") listener.onSlotsChanged();
    else if (data.id !== waiting?.id) return;
    else if (data.kind === "pin-right") waiting.onPinRight();
    else if (data.kind === "answer") waiting.settle(data.answer);
    else waiting.fail(new ProblemError(data.code, data.facts));
  });
  process.onExit(() => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(silence);
    listener.onCrash();
    waiting?.fail(new ProblemError("key-driver-crashed"));
  });

  function end(problem: ProblemCode): void {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(silence);
    process.kill();
    waiting?.fail(new ProblemError(problem));
  }

  async function ask<Asked extends Question>(
    question: Asked,
    limitMs: number,
    onPinRight: () => void = () => undefined,
  ): Promise<AnswerTo<Asked>> {
    const id = ++lastId;
    const answered = new Promise<unknown>((settle, fail) => {
      waiting = { id, onPinRight, settle, fail };
    });
    clearTimeout(silence);
    const limit = setTimeout(endHanging, limitMs);
    try {
      process.send({ ...question, id });
      const answer = hostAnswerSchemas[question.ask].safeParse(await answered);
      if (!answer.success) throw new ProblemError("key-driver-error");
      isWatching ||= question.ask === "watch";
      return answer.data as AnswerTo<Asked>;
    } finally {
      clearTimeout(limit);
      waiting = null;
      expectLook();
    }
  }

  return { ask, end };
}
