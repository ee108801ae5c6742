import type { FilingState } from "../../src-shared/filings/filing-state.ts";

export interface Move {
  readonly filingId: string;
  readonly from: FilingState;
  readonly to: FilingState;
}

/** What the one line tells first; 待审核 and 待上报 follow the clerk's own click, which has its own sentence. */
const importance: readonly FilingState[] = [
  "approved",
  "returned",
  "expired",
  "void",
];

/** The move worth telling of those that came together: a replaced filing must not hide the one that replaced it. */
export function chooseMove(moves: readonly Move[]): Move | null {
  for (const state of importance) {
    const move = moves.find(({ to }) => to === state);
    if (move !== undefined) return move;
  }
  return null;
}
