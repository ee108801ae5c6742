import type { RescuedReason } from "../../src-shared/rescued/rescued-procedures.ts";
import { ifItOpens } from "../storage/those-that-open.ts";
import { contentDigest } from "./content-digest.ts";
import type { FilingStore } from "./filing-store.ts";
import type { FoundContent } from "./read-contents.ts";
import type { RescuedRow } from "./rescue-table-store.ts";

/**
 * Contents found elsewhere become rescued contents where they differ from what is here, whatever the times beside them say:
 * a clock may have been wrong. A filing whose row does not open is not here. Returns how many.
 */
export function rescueFound(
  filings: FilingStore,
  found: readonly FoundContent[],
  how: {
    readonly reason: RescuedReason;
    readonly leftAt: string | null;
  },
): number {
  const known = knownDigests(filings);
  const hereOf = (filingId: string) => ifItOpens(() => filings.get(filingId));
  const wanted = found.filter(({ filingId, content }) => {
    const here = hereOf(filingId);
    const shown = here?.workingCopy?.content ?? here?.content ?? null;
    const digest = contentDigest(content);
    if (known.has(digest)) return false;
    return shown === null || contentDigest(shown) !== digest;
  });
  for (const { filingId, content, toCheck, typedAt } of wanted) {
    const here = hereOf(filingId);
    filings.rescue({
      filingId,
      reason: how.reason,
      typedAt,
      leftAt: how.leftAt,
      content,
      toCheck,
      base: {
        content: here?.workingCopy?.content ?? here?.content ?? null,
        isCopy: here !== null && here.workingCopy !== null,
      },
    });
  }
  return wanted.length;
}

/** Those of another database, as they were: asked about, or kept until their 30 days are over. */
export function rescueAgain(
  filings: FilingStore,
  rescued: readonly Omit<RescuedRow, "id">[],
): void {
  const known = knownDigests(filings);
  for (const row of rescued)
    if (!known.has(contentDigest(row.content))) filings.rescue(row);
}

function knownDigests(filings: FilingStore): Set<string> {
  return new Set(
    filings.rescued().map(({ content }) => contentDigest(content)),
  );
}
