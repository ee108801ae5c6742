import type { RescuedReason } from "../../src-shared/rescued/rescued-procedures.ts";
import { contentDigest } from "./content-digest.ts";
import type { FilingStore } from "./filing-store.ts";
import type { FoundContent } from "./read-contents.ts";

/**
 * Contents found elsewhere become rescued contents where they differ from what is here; `isNewerWanted`: only what was
 * typed later than that. Returns how many.
 */
export function rescueFound(
  filings: FilingStore,
  found: readonly FoundContent[],
  how: {
    readonly reason: RescuedReason;
    readonly isNewerWanted: boolean;
    readonly leftAt: string | null;
  },
): number {
  const known = new Set(
    filings.rescued().map(({ content }) => contentDigest(content)),
  );
  const wanted = found.filter(({ filingId, content, typedAt }) => {
    const here = filings.get(filingId);
    const shown = here?.workingCopy?.content ?? here?.content ?? null;
    const digest = contentDigest(content);
    if (known.has(digest)) return false;
    if (here === null || shown === null) return true;
    const hereAt = here.workingCopy?.savedAt ?? here.updatedAt;
    if (how.isNewerWanted && typedAt <= hereAt) return false;
    return contentDigest(shown) !== digest;
  });
  for (const { filingId, content, typedAt } of wanted) {
    const here = filings.get(filingId);
    filings.rescue({
      filingId,
      reason: how.reason,
      typedAt,
      leftAt: how.leftAt,
      content,
      base: {
        content: here?.workingCopy?.content ?? here?.content ?? null,
        isCopy: here !== null && here.workingCopy !== null,
      },
    });
  }
  return wanted.length;
}
