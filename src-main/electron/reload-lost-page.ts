import type { WebContents } from "electron";

/** Losses closer together than this are not two accidents: loading again by itself would go on for ever. */
const troubledTimeMs = 10 * 60_000;

export interface PageLoss {
  /** Says what happened; true where the page is to be loaded again. */
  readonly askWhetherToReload: () => Promise<boolean>;
  readonly closeWindow: () => void;
  readonly now: () => Date;
}

/**
 * A page whose process is gone stays white for good. Drafts, session and sending live in the main process, so the
 * first time it is loaded again without a word.
 */
export function reloadLostPage(
  contents: Pick<WebContents, "isDestroyed" | "on" | "reload">,
  { askWhetherToReload, closeWindow, now }: PageLoss,
): void {
  let lastLossMs: number | null = null;
  contents.on("render-process-gone", () => {
    if (contents.isDestroyed()) return;
    const lossMs = now().getTime();
    const isFirst = lastLossMs === null || lossMs - lastLossMs > troubledTimeMs;
    lastLossMs = lossMs;
    if (isFirst) {
      contents.reload();
      return;
    }
    void askWhetherToReload().then((isWanted) => {
      if (contents.isDestroyed()) return;
      if (isWanted) contents.reload();
      else closeWindow();
    });
  });
}
