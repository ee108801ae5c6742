import type { FastifyBaseLogger } from "fastify";
import type { Message, MessagePorts } from "./message-ports.ts";

export type MessageWay = keyof MessagePorts;

export interface Courier {
  /** False where it could not be sent; why is in the log, without the text. */
  send(way: MessageWay, message: Message): Promise<boolean>;
  /**
   * Sends without anybody waiting, so that an answer takes no longer where there is somebody to write to. Null:
   * nobody.
   */
  post(way: MessageWay, message: Message | null): void;
  /** Resolves when nothing is on its way any more. */
  settle(): Promise<void>;
}

export function createCourier(
  ports: MessagePorts,
  log: Pick<FastifyBaseLogger, "error">,
): Courier {
  const underWay = new Set<Promise<unknown>>();
  const send = async (way: MessageWay, message: Message): Promise<boolean> => {
    try {
      await ports[way](message);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      log.error({ way, reason }, "a message could not be sent");
      return false;
    }
  };
  return {
    send,
    post: (way, message) => {
      if (message === null) return;
      const sending = send(way, message).finally(() =>
        underWay.delete(sending),
      );
      underWay.add(sending);
    },
    settle: async () => {
      await Promise.all(underWay);
    },
  };
}
