/** One run at a time; whoever asks during a run is answered by one that begins after it. */
export function inRuns<Result>(
  run: () => Promise<Result>,
): () => Promise<Result> {
  let running: Promise<Result> | null = null;
  let next: Promise<Result> | null = null;
  const begin = (): Promise<Result> => {
    running = run().finally(() => (running = null));
    return running;
  };
  const beginNext = (): Promise<Result> => {
    next = null;
    return running ?? begin();
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(beginNext, beginNext);
    return next;
  };
}
