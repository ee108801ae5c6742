import { useEffect } from "react";
import { create } from "zustand";

/** What the clerk is in the middle of; a page that locks says what became of it. */
export type Stake = "choice" | "form" | "reading" | "pin" | "signature";

interface Entry {
  readonly stake: Stake;
}

const useEntries = create<readonly Entry[]>(() => []);

/** While the component is shown. */
export function useAtStake(stake: Stake): void {
  useEffect(() => {
    const entry: Entry = { stake };
    useEntries.setState((entries) => [...entries, entry], true);
    return () => {
      useEntries.setState(
        (entries) => entries.filter((each) => each !== entry),
        true,
      );
    };
  }, [stake]);
}

/** What was begun last. */
export function useStake(): Stake | null {
  return useEntries((entries) => entries.at(-1)?.stake ?? null);
}
