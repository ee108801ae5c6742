import type { App } from "electron";

export interface Closing {
  /** Everything that must be done before the process may end. */
  readonly close: () => Promise<void>;
  readonly showWindow: () => void;
  readonly logDefect: (error: unknown) => void;
}

/**
 * Holds the process until the application is closed. The single-instance lock is kept for as long, so a clerk who
 * starts the client again meanwhile would see nothing happen; that start is made good by a restart at the end.
 */
export function closeBeforeQuit(
  app: Pick<App, "on" | "quit" | "relaunch">,
  { close, showWindow, logDefect }: Closing,
): void {
  let state: "open" | "closing" | "closed" = "open";
  let comesBack = false;
  app.on("second-instance", () => {
    if (state === "open") showWindow();
    // Each call of relaunch would start a client of its own.
    else if (!comesBack) {
      comesBack = true;
      app.relaunch();
    }
  });
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    void close()
      .catch(logDefect)
      .finally(() => {
        state = "closed";
        app.quit();
      });
  });
}
