import { newDraft } from "./change-by-clerk.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { LocalFiling } from "./local-filing.ts";

/** What a filing is that the API has removed while its contents stayed here: a draft, marked until 保存信息. */
export const removedThere = { code: "filing-removed" } as const;

/**
 * `restsOn`: of the form, which was opened on a row; where there is none any more, it was removed under the open form.
 */
export function isRemovedThere(
  filing: Pick<LocalFiling, "failure" | "serverRecord"> | null,
  restsOn: string | null,
): boolean {
  return filing === null
    ? restsOn !== null
    : filing.failure?.code === removedThere.code ||
        filing.serverRecord?.isRemoved === true;
}

/**
 * The API has it no more: what was changed here and never sent, or not meant to go, stays as a draft under its id, which an
 * open form goes on typing in.
 */
export function eraseRemoved(
  {
    filings,
    submissions,
    now,
  }: Pick<FilingTables, "filings" | "submissions" | "now">,
  before: LocalFiling,
): void {
  const { id, pending, workingCopy, state, toCheck, serverRecord } = before;
  if (state === "draft") {
    filings.write({ ...before, failure: removedThere });
    return;
  }
  const wasQueued = serverRecord?.isRemoved === true;
  const isOwn =
    pending?.kind === "save" || before.isDeletionUndone || wasQueued;
  const own = workingCopy?.content ?? (isOwn ? before.content : null);
  filings.erase(id);
  submissions.dropFrozen(id);
  if (own !== null)
    filings.write({
      ...newDraft(id, own, now()),
      failure: removedThere,
      toCheck,
    });
}
