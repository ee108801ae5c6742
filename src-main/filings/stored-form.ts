import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { formVersion } from "../../src-shared/filings/frozen-submission.ts";
import {
  carryOver,
  type FormChange,
  type PlaceToCheck,
} from "../../src-shared/filings/older-forms.ts";

/** A content as it lies sealed in a row: what the clerk typed, and in which form. */
export function storedForm(
  content: FilingContent,
): FilingContent & { formVersion: number } {
  return { formVersion, ...content };
}

export function storedFormText(content: FilingContent): string {
  return JSON.stringify(storedForm(content));
}

export interface ReadForm {
  /** In which it was written; the content is of the present one. */
  readonly formVersion: number;
  readonly content: FilingContent;
  readonly toCheck: readonly PlaceToCheck[];
}

export function readStoredForm(
  stored: unknown,
  changes?: readonly FormChange[],
): ReadForm {
  const { formVersion: version = firstForm, ...content } = stored as {
    formVersion?: number;
  };
  return version === formVersion
    ? // The bytes are authenticated: what this form once stored there.
      {
        formVersion: version,
        content: content as FilingContent,
        toCheck: [],
      }
    : { formVersion: version, ...carryOver(version, content, changes) };
}

/** Contents written before the version was kept are of this one. */
const firstForm = 1;
