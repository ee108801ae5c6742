import { create } from "zustand";

export interface Announcement {
  readonly id: number;
  readonly sentence: string;
  /** Where the clerk can look at it. */
  readonly filingId: string | null;
}

/** The one notification line under the top bar; screen readers hear it. */
export const useAnnouncement = create<Announcement | null>(() => null);

let nextId = 1;

export function announce(
  sentence: string,
  filingId: string | null = null,
): void {
  useAnnouncement.setState({ id: nextId++, sentence, filingId }, true);
}

export function dismissAnnouncement(): void {
  useAnnouncement.setState(null, true);
}
