import type { z } from "zod";
import {
  contract,
  events,
  type EventName,
  type ProcedureName,
} from "../../src-shared/bridge/contract.ts";
import type { Procedure } from "../../src-shared/bridge/procedure.ts";
import { callSchema, type FromHost } from "../../src-shared/bridge/wire.ts";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import type { BridgeTransport } from "../application/host-ports.ts";

export type Handler<Name extends ProcedureName> = (
  input: z.output<(typeof contract)[Name]["input"]>,
) =>
  | Promise<z.input<(typeof contract)[Name]["output"]>>
  | z.input<(typeof contract)[Name]["output"]>;

/** One handler per line of the contract; a feature builds its own part and create-application joins them. */
export type Handlers<Names extends ProcedureName = ProcedureName> = {
  readonly [Name in Names]: Handler<Name>;
};

export interface BridgeServer {
  connect(transport: BridgeTransport): void;
  emit<Name extends EventName>(
    name: Name,
    payload: z.input<(typeof events)[Name]>,
  ): void;
}

export interface BridgeServerOptions {
  readonly handlers: Handlers;
  /** Why this caller may not pass now, or null; asked before every handler. */
  readonly refuse: (access: Procedure["access"]) => Problem | null;
  /** Defects only, never the message's content: it may hold a PIN. */
  readonly logDefect: (procedureName: string, error: unknown) => void;
}

/** The one door between page and application: name, input, access, handler, output, error, in this order. */
export function serveBridge(options: BridgeServerOptions): BridgeServer {
  const transports = new Set<BridgeTransport>();

  const answer = async (text: string): Promise<FromHost | null> => {
    const call = callSchema.safeParse(parseJson(text));
    if (!call.success) return null;
    const { id, name, input } = call.data;
    try {
      return {
        kind: "reply",
        id,
        output: await callHandler(options, name, input),
      };
    } catch (error) {
      if (error instanceof ProblemError)
        return { kind: "failure", id, problem: error.problem };
      options.logDefect(name, error);
      return {
        kind: "failure",
        id,
        problem: { code: "bridge-unexpected-error" },
      };
    }
  };

  return {
    connect(transport) {
      transports.add(transport);
      transport.onClose(() => transports.delete(transport));
      transport.onMessage((text) => {
        void answer(text).then((reply) => {
          if (reply !== null && transports.has(transport))
            transport.send(JSON.stringify(reply));
        });
      });
    },
    emit(name, payload) {
      const message: FromHost = {
        kind: "event",
        name,
        payload: events[name].parse(payload),
      };
      const text = JSON.stringify(message);
      for (const transport of transports) transport.send(text);
    },
  };
}

async function callHandler(
  { handlers, refuse }: BridgeServerOptions,
  name: string,
  input: unknown,
): Promise<unknown> {
  if (!Object.hasOwn(contract, name))
    throw new ProblemError("bridge-unknown-procedure");
  const procedure: Procedure = contract[name as ProcedureName];
  const refusal = refuse(procedure.access);
  if (refusal !== null) throw new ProblemError(refusal.code, refusal.facts);
  const parsed = procedure.input.safeParse(input);
  if (!parsed.success) throw new ProblemError("bridge-bad-input");
  const handler = handlers[name as ProcedureName] as (
    input: unknown,
  ) => unknown;
  return procedure.output.parse(await handler(parsed.data));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
