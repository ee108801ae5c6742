import { z } from "zod";
import {
  fileKinds,
  filingContentSchema,
  filingFieldsSchema,
  type FilingContent,
} from "./filing-content.ts";
import { formVersion } from "./frozen-submission.ts";

const fieldNames = Object.keys(
  filingFieldsSchema.shape,
) as (keyof typeof filingFieldsSchema.shape)[];

/** A place of the present form that the clerk has to look at, because the older one asked something else there. */
export const placeToCheckSchema = z.strictObject({
  place: z.enum([...fieldNames, ...fileKinds]),
  /** What stood in the older form, in words; null where nothing did. */
  formerly: z.string().max(20_000).nullable(),
});
export type PlaceToCheck = z.infer<typeof placeToCheckSchema>;

/** Every place once; what the later list says of it stands. */
export function mergePlaces(
  ...lists: readonly (readonly PlaceToCheck[])[]
): readonly PlaceToCheck[] {
  return [...new Map(lists.flat().map((each) => [each.place, each])).values()];
}

/** What the form after `from` makes of a content of `from`. */
export interface FormChange {
  readonly from: number;
  readonly carry: (former: unknown) => {
    readonly content: unknown;
    readonly toCheck: readonly PlaceToCheck[];
  };
}

/** One for every form version before the present one; that is the first, so there is none. */
export const formChanges: readonly FormChange[] = [];

/** A stored content in the present form, and what has to be looked at since the form it was written in. */
export function carryOver(
  version: number,
  stored: unknown,
  changes: readonly FormChange[] = formChanges,
): { content: FilingContent; toCheck: readonly PlaceToCheck[] } {
  let content = stored;
  let toCheck: readonly PlaceToCheck[] = [];
  for (let at = version; at < formVersion; at++) {
    const change = changes.find(({ from }) => from === at);
    if (change === undefined)
      throw new TypeError(`no form follows version ${at}`);
    const carried = change.carry(content);
    content = carried.content;
    toCheck = mergePlaces(toCheck, carried.toCheck);
  }
  return { content: filingContentSchema.parse(content), toCheck };
}
