import type { z } from "zod";
import { ProblemError } from "../problems/problem.ts";
import {
  contract,
  events,
  type EventName,
  type ProcedureName,
} from "./contract.ts";
import { fromHostSchema, type BridgePipe } from "./wire.ts";

export type ProcedureInput<Name extends ProcedureName> = z.input<
  (typeof contract)[Name]["input"]
>;
export type ProcedureOutput<Name extends ProcedureName> = z.output<
  (typeof contract)[Name]["output"]
>;
export type EventPayload<Name extends EventName> = z.output<
  (typeof events)[Name]
>;

export interface Bridge {
  /** Rejects with ProblemError: the host's problem, `bridge-closed` or `bridge-time-limit`. */
  call<Name extends ProcedureName>(
    name: Name,
    input: ProcedureInput<Name>,
  ): Promise<ProcedureOutput<Name>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ): () => void;
}

export interface Timers {
  setTimeout(action: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

interface WaitingCall {
  readonly output: z.ZodType;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: unknown;
}

export function connectBridge(pipe: BridgePipe, timers: Timers): Bridge {
  const waiting = new Map<number, WaitingCall>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let nextId = 0;
  let isClosed = false;

  const take = (id: number): WaitingCall | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (call?.timer !== undefined) timers.clearTimeout(call.timer);
    return call;
  };

  pipe.onMessage((text) => {
    const parsed = fromHostSchema.safeParse(parseJson(text));
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === "event") {
      if (!Object.hasOwn(events, message.name)) return;
      const schema: z.ZodType = events[message.name as EventName];
      const payload = schema.safeParse(message.payload);
      if (!payload.success) return;
      for (const listener of listeners.get(message.name) ?? [])
        listener(payload.data as never);
      return;
    }
    const call = take(message.id);
    if (call === undefined) return;
    if (message.kind === "failure") {
      call.reject(
        new ProblemError(message.problem.code, message.problem.facts),
      );
      return;
    }
    const output = call.output.safeParse(message.output);
    if (output.success) call.resolve(output.data);
    else
      call.reject(
        new ProblemError("bridge-unexpected-error", undefined, {
          cause: output.error,
        }),
      );
  });

  pipe.onClose(() => {
    isClosed = true;
    for (const id of [...waiting.keys()])
      take(id)?.reject(new ProblemError("bridge-closed"));
  });

  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new ProblemError("bridge-closed"));
          return;
        }
        const { output, timeLimitMs } = contract[name];
        const id = nextId++;
        const timer =
          timeLimitMs === null
            ? undefined
            : timers.setTimeout(
                () => take(id)?.reject(new ProblemError("bridge-time-limit")),
                timeLimitMs,
              );
        waiting.set(id, {
          output,
          resolve: resolve as (output: unknown) => void,
          reject,
          timer,
        });
        pipe.send(JSON.stringify({ kind: "call", id, name, input }));
      }),
    on: (name, listener) => {
      const heard = listeners.get(name) ?? new Set();
      heard.add(listener);
      listeners.set(name, heard);
      return () => heard.delete(listener);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
