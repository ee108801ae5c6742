import type { BrowserWindow } from "electron";

export interface Closing {
  readonly countUnsent: () => number;
  /** Whether the clerk wants to close all the same. */
  readonly ask: (count: number) => Promise<boolean>;
}

/** @returns closes the window without asking, as a restart does */
export function warnBeforeClosing(
  window: Pick<BrowserWindow, "on" | "close">,
  { countUnsent, ask }: Closing,
): () => void {
  let isDecided = false;
  let isSessionEnding = false;
  const close = (): void => {
    isDecided = true;
    window.close();
  };
  window.on("close", (event) => {
    const count = countUnsent();
    if (isDecided || isSessionEnding || count === 0) return;
    event.preventDefault();
    void ask(count).then((isWanted) => {
      if (isWanted) close();
    });
  });
  // Windows ends and waits for no answer; everything unsent is on disk. `query-session-end` comes before, and means
  // nothing yet: a shutdown may still be called off, which Windows tells nobody.
  window.on("session-end", () => {
    isSessionEnding = true;
  });
  return close;
}
