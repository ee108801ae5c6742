import type { Driver } from "./open-driver.ts";
import { readPresentTokens, sayWhichTokens } from "./present-tokens.ts";

export interface SlotWatch {
  start(intervalMs: number): void;
  /**
   * What an asker has been told, in the words of `sayWhichTokens`: changes count from here on, and those who did not ask
   * hear of this one too. A key that a list missed and that is back before the next look would stay missed otherwise.
   */
  noteTold(told: string): void;
  stop(): void;
}

export interface SlotWatchListener {
  readonly onChange: () => void;
  /** After every look, whatever it showed. */
  readonly onLook: () => void;
}

/** For slots that could not be read, or were read while a key went away. */
export const unclear = "unclear";

/** Compares which tokens are present; why not C_WaitForSlotEvent: decision 0022. */
export function createSlotWatch(
  driver: Driver,
  { onChange, onLook }: SlotWatchListener,
): SlotWatch {
  let lastTold: string | null = null;
  let isNews = false;
  let timer: NodeJS.Timeout | undefined;

  function noteTold(told: string): void {
    isNews ||= lastTold !== null && told !== lastTold;
    lastTold = told;
  }

  function compare(): void {
    noteTold(look(driver));
    onLook();
    if (!isNews) return;
    isNews = false;
    onChange();
  }

  return {
    start: (intervalMs) => {
      lastTold ??= look(driver);
      clearInterval(timer);
      timer = setInterval(compare, intervalMs);
    },
    noteTold,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function look(driver: Driver): string {
  try {
    return sayWhichTokens(readPresentTokens(driver));
  } catch {
    return unclear;
  }
}
