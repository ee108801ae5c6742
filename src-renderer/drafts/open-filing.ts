import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingDetail } from "../../src-shared/filings/filing-procedures.ts";
import type { FormMode } from "../app/place.ts";
import { call } from "../app/bridge.ts";
import { problemOf } from "../ui/problem-of.ts";
import { contentGivenUp } from "./leaving-form.ts";

export interface OpenedFiling {
  readonly content: FilingContent;
  /** Null: nothing of this filing is on disk yet. */
  readonly detail: FilingDetail | null;
  /** The content is ahead of the disk and wants to be kept at once. */
  readonly isUnsaved: boolean;
}

/** A new form is filled from the certificate or, with 复制上次备案, from the last approved filing; whatever was typed before, in whichever way it ended, comes back. */
export async function openFiling(
  filingId: string,
  mode: FormMode,
): Promise<OpenedFiling> {
  const givenUp = await contentGivenUp(filingId);
  const detail = await detailOf(filingId, mode);
  const stored = detail?.workingCopy?.content ?? detail?.content;
  if (givenUp !== null) return { content: givenUp, detail, isUnsaved: true };
  if (stored !== undefined)
    return { content: stored, detail, isUnsaved: false };
  const begun = await call("drafts.begin", {
    copyFrom: mode === "copy" ? "last-approved" : null,
  });
  return { content: begun.content, detail: null, isUnsaved: false };
}

async function detailOf(
  filingId: string,
  mode: FormMode,
): Promise<FilingDetail | null> {
  try {
    return await call("filings.detail", { filingId });
  } catch (error) {
    const isNew = mode === "new" || mode === "copy";
    if (isNew && problemOf(error).code === "filing-unknown") return null;
    throw error;
  }
}
