import type { RequiredFile } from "../../../src-shared/filings/file-lists.ts";
import type {
  ShrinkAnswer,
  ShrinkOrder,
  ShrinkOutcome,
} from "./shrink-messages.ts";

/** Ends the thread when it is through, or at once when aborted: then the promise is rejected with the reason. */
export function shrinkPicture(
  picture: File,
  requirement: RequiredFile,
  onAttempt: (attempts: number) => void,
  signal: AbortSignal,
): Promise<ShrinkOutcome> {
  const worker = new Worker(new URL("./shrink-worker.ts", import.meta.url), {
    type: "module",
  });
  const { port1: answers, port2: answering } = new MessageChannel();
  const ended = new Promise<ShrinkOutcome>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
    worker.onerror = ({ message }) => reject(new Error(message));
    answers.onmessage = ({ data }: MessageEvent<ShrinkAnswer>) => {
      switch (data.kind) {
        case "tried": {
          onAttempt(data.attempts);
          return;
        }
        case "ended": {
          resolve(data.outcome);
          return;
        }
        case "failed": {
          reject(new Error(data.reason));
          return;
        }
      }
    };
  }).finally(() => {
    worker.terminate();
    answers.close();
  });
  const order: ShrinkOrder = { picture, requirement };
  worker.postMessage(order, [answering]);
  return ended;
}
