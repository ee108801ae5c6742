import { create } from "zustand";

export interface Announcement {
  readonly id: number;
  readonly sentence: string;
  /** Where the clerk can look at it. */
  readonly filingId: string | null;
  /** The place at which it was first shown; it goes when the clerk moves on from there. */
  readonly shownAt: string | null;
}

/** The one notification line under the top bar; screen readers hear it. */
export const useAnnouncement = create<Announcement | null>(() => null);

let nextId = 1;

export function announce(
  sentence: string,
  filingId: string | null = null,
): void {
  useAnnouncement.setState(
    { id: nextId++, sentence, filingId, shownAt: null },
    true,
  );
}

/** Call when something is announced and when the place changes; what is said while moving is shown at the new place. */
export function settleAnnouncement(address: string): void {
  const announcement = useAnnouncement.getState();
  if (announcement === null || announcement.shownAt === address) return;
  if (announcement.shownAt === null)
    useAnnouncement.setState({ ...announcement, shownAt: address }, true);
  else dismissAnnouncement();
}

export function dismissAnnouncement(): void {
  useAnnouncement.setState(null, true);
}
