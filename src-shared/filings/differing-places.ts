import {
  fileKinds,
  filingFieldsSchema,
  type FieldName,
  type FileKind,
  type FilingContent,
} from "./filing-content.ts";

export type ContentPlace = FieldName | FileKind;

const fieldNames = filingFieldsSchema.keyof().options;

/**
 * Where two contents of one filing differ, in the order of the form. A file differs by its bytes or its name; files
 * kept aside for the other 企业类别 count, so that none of them is lost unseen.
 */
export function differingPlaces(
  one: FilingContent,
  other: FilingContent,
): ContentPlace[] {
  return [
    ...fieldNames.filter((name) => one.fields[name] !== other.fields[name]),
    ...fileKinds.filter((kind) => {
      const file = one.files[kind];
      const otherFile = other.files[kind];
      return (
        file?.sha256 !== otherFile?.sha256 ||
        file?.fileName !== otherFile?.fileName
      );
    }),
  ];
}
