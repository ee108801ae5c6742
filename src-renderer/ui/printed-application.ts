import {
  filesOfCategory,
  declaredFiles,
  basicFiles,
} from "../../src-shared/filings/file-lists.ts";
import type {
  Attachment,
  FieldName,
  FileKind,
  FilingFields,
} from "../../src-shared/filings/filing-content.ts";
import { regionName } from "../../src-shared/regions/regions.ts";
import {
  categoryLabels,
  fieldLabels,
  fileLabels,
  groupLabels,
  partTitles,
} from "../text/field-labels.ts";
import { sayPeriod } from "../text/say-time.ts";
import { basicFieldOrder, contactFieldOrder } from "./form-order.ts";

export interface PrintedEntry {
  readonly label: string;
  /** "" = not filled. */
  readonly value: string;
  /** 企业经营范围 keeps its lines and takes the whole width. */
  readonly isLong: boolean;
}

export interface PrintedFile {
  readonly kind: FileKind;
  readonly label: string;
  readonly attachment: Attachment | null;
}

export interface PrintedPart {
  readonly title: string;
  readonly entries: readonly PrintedEntry[];
  readonly files: readonly PrintedFile[];
}

/** The application as it is printed: parts, order and labels of the form; detail and what-you-sign alike. */
export function printedApplication(
  fields: FilingFields,
  files: Partial<Record<FileKind, Attachment | null>>,
): readonly PrintedPart[] {
  const printFiles = (kinds: readonly { kind: FileKind }[]): PrintedFile[] =>
    kinds.map(({ kind }) => ({
      kind,
      label: fileLabels[kind],
      attachment: files[kind] ?? null,
    }));
  return [
    {
      title: partTitles.basics,
      entries: basicFieldOrder.flatMap((name) => printField(name, fields)),
      files: printFiles(basicFiles),
    },
    {
      title: partTitles.files,
      entries: [],
      files: printFiles(declaredFiles(fields.enterpriseCategory)),
    },
    {
      title: partTitles.contact,
      entries: contactFieldOrder.flatMap((name) => printField(name, fields)),
      files: [],
    },
  ];
}

/** Files that are sent although no row of this 企业类别 shows them; shown, so that nothing is signed unseen. */
export function filesOutsideList(
  fields: FilingFields,
  files: Partial<Record<FileKind, Attachment | null>>,
): readonly FileKind[] {
  const listed = new Set(
    filesOfCategory(fields.enterpriseCategory).map(({ kind }) => kind),
  );
  return (Object.keys(files) as FileKind[]).filter(
    (kind) => !listed.has(kind) && (files[kind] ?? null) !== null,
  );
}

function printField(name: FieldName, fields: FilingFields): PrintedEntry[] {
  switch (name) {
    case "provinceCode":
      return [entry(groupLabels.address, sayAddress(fields))];
    case "operatingFrom":
      return [entry(groupLabels.operatingPeriod, sayOperatingPeriod(fields))];
    case "cityCode":
    case "countyCode":
    case "street":
    case "operatingUntil":
    case "isOperatingLongTerm":
      return [];
    case "enterpriseCategory":
      return [
        entry(
          fieldLabels[name],
          fields.enterpriseCategory === ""
            ? ""
            : categoryLabels[fields.enterpriseCategory],
        ),
      ];
    case "businessScope":
      return [{ ...entry(fieldLabels[name], fields[name]), isLong: true }];
    default:
      return [entry(fieldLabels[name], fields[name])];
  }
}

function entry(label: string, value: string): PrintedEntry {
  return { label, value, isLong: false };
}

export function sayAddress(fields: FilingFields): string {
  const regions = [fields.provinceCode, fields.cityCode, fields.countyCode]
    .filter((code) => code !== "")
    .map(regionName);
  return [...regions, fields.street].filter((part) => part !== "").join(" ");
}

function sayOperatingPeriod(fields: FilingFields): string {
  const until = fields.isOperatingLongTerm
    ? fieldLabels.isOperatingLongTerm
    : fields.operatingUntil;
  return fields.operatingFrom === "" && until === ""
    ? ""
    : sayPeriod(fields.operatingFrom, until);
}
