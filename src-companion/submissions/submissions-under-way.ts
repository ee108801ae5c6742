/** 上报 that this process is judging. Whoever asks whether one is here waits for them: "no" must not be followed by its acceptance. */
export interface SubmissionsUnderWay {
  during<Result>(uscc: string, accept: Promise<Result>): Promise<Result>;
  /** Resolves when those of this code that are here now are decided. */
  decided(uscc: string): Promise<void>;
}

export function createSubmissionsUnderWay(): SubmissionsUnderWay {
  const underWay = new Map<Promise<unknown>, string>();
  return {
    during: async (uscc, accept) => {
      underWay.set(accept, uscc);
      try {
        return await accept;
      } finally {
        underWay.delete(accept);
      }
    },
    decided: async (uscc) => {
      await Promise.allSettled(
        [...underWay].flatMap(([accept, of]) => (of === uscc ? [accept] : [])),
      );
    },
  };
}
