import type { PrintedEntry } from "../ui/printed-application.ts";

/** What fits beside another entry on A4; longer values take the whole width. */
const narrowLength = 20;

/** Two short entries share a row of the paper, in their order; a long one and whatever would stand before a gap has its own. */
export function pairEntries(
  entries: readonly PrintedEntry[],
): readonly (readonly PrintedEntry[])[] {
  const rows: PrintedEntry[][] = [];
  let half: PrintedEntry | null = null;
  for (const entry of entries) {
    if (entry.isLong || entry.value.length > narrowLength) {
      if (half !== null) rows.push([half]);
      rows.push([entry]);
      half = null;
    } else if (half === null) half = entry;
    else {
      rows.push([half, entry]);
      half = null;
    }
  }
  if (half !== null) rows.push([half]);
  return rows;
}
