import { ProblemError } from "../../src-shared/problems/problem.ts";

/** One export or import: how far it is, and whether the clerk still wants it. */
export interface Transfer {
  tell(doneBytes: number, totalBytes: number): void;
  /** Throws `draft-file-cancelled`. */
  throwIfCancelled(): void;
}

export interface Transfers {
  /** One at a time; throws `draft-file-busy` for another meanwhile. */
  run<Result>(work: (transfer: Transfer) => Promise<Result>): Promise<Result>;
  cancel(): void;
}

export function createTransfers(
  onProgress: (progress: { doneBytes: number; totalBytes: number }) => void,
): Transfers {
  let running: { isCancelled: boolean } | null = null;
  return {
    run: async (work) => {
      if (running !== null) throw new ProblemError("draft-file-busy");
      const own = { isCancelled: false };
      running = own;
      let toldPercent = -1;
      try {
        return await work({
          tell: (doneBytes, totalBytes) => {
            const percent = Math.floor((doneBytes / totalBytes) * 100);
            if (percent === toldPercent) return;
            toldPercent = percent;
            onProgress({ doneBytes, totalBytes });
          },
          throwIfCancelled: () => {
            if (own.isCancelled) throw new ProblemError("draft-file-cancelled");
          },
        });
      } finally {
        running = null;
      }
    },
    cancel: () => {
      if (running !== null) running.isCancelled = true;
    },
  };
}
