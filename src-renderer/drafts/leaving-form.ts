import type { FilingContent } from "../../src-shared/filings/filing-content.ts";

const leaving = new Map<string, Promise<FilingContent | null>>();

/**
 * The last save of a form that is left goes on without its page. Where it fails, the content waits here for the next
 * opening of the same filing, so that going back and forth loses nothing while the disk is full.
 */
export function leaveForm(
  filingId: string,
  lastSave: Promise<boolean>,
  content: () => FilingContent,
): void {
  const outcome = lastSave.then((isKept) => {
    if (!isKept) return content();
    if (leaving.get(filingId) === outcome) leaving.delete(filingId);
    return null;
  });
  leaving.set(filingId, outcome);
}

/** Waits for that last save; null = all is on disk. */
export async function contentGivenUp(
  filingId: string,
): Promise<FilingContent | null> {
  return (await leaving.get(filingId)) ?? null;
}

/** The clerk decided against it. */
export function forgetContentGivenUp(filingId: string): void {
  leaving.delete(filingId);
}
