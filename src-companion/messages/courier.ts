import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  SendingError,
  type Message,
  type MessagePorts,
} from "./message-ports.ts";

export type MessageWay = keyof MessagePorts;

interface Messenger {
  /** False where it could not be sent; why is in the log, without the text. */
  send(message: Message): Promise<boolean>;
  /**
   * Sends without anybody waiting, and begins only after the answer has left, so that an answer takes no longer where
   * there is somebody to write to. Null: nobody.
   */
  post(message: Message | null): void;
}

export interface Courier {
  /** Throws `messages-not-configured`, to be asked for before anything is counted or kept. */
  via(way: MessageWay): Messenger;
  /** Resolves when nothing is on its way any more. */
  settle(): Promise<void>;
}

export function createCourier(
  ports: MessagePorts,
  log: Pick<FastifyBaseLogger, "error">,
): Courier {
  const underWay = new Set<Promise<unknown>>();
  return {
    via: (way) => {
      const port = ports[way];
      if (port === null)
        throw new ProblemError("messages-not-configured", { way });
      const send = async (message: Message): Promise<boolean> => {
        try {
          await port(message);
          return true;
        } catch (error) {
          const reason = reasonOf(error);
          log.error({ way, reason }, "a message could not be sent");
          return false;
        }
      };
      return {
        send,
        post: (message) => {
          const sending = nextTurn()
            .then(() => message === null || send(message))
            .finally(() => underWay.delete(sending));
          underWay.add(sending);
        },
      };
    },
    settle: async () => {
      await Promise.all(underWay);
    },
  };
}

/** A mail server's reply quotes the recipient: of others' errors only names and numbers are logged. */
function reasonOf(error: unknown): string {
  if (error instanceof SendingError) return error.message;
  if (!(error instanceof Error)) return "unknown";
  const parts = [
    "code" in error ? error.code : null,
    "responseCode" in error ? error.responseCode : null,
  ].filter((part) => typeof part === "string" || typeof part === "number");
  return [error.name, ...parts].join(" ");
}
