import {
  differingPlaces,
  type ContentPlace,
} from "../../src-shared/filings/differing-places.ts";
import {
  fileKindSchema,
  type Attachment,
  type FileKind,
  type FilingContent,
  type FilingFields,
} from "../../src-shared/filings/filing-content.ts";
import { conflictText } from "../text/conflict-text.ts";
import { detailText } from "../text/detail-text.ts";
import { fieldLabels, fileLabels, groupLabels } from "../text/field-labels.ts";
import { saySize } from "../text/say-time.ts";
import { printedApplication } from "../ui/printed-application.ts";

export type Side = "mine" | "theirs";

export interface ConflictLine {
  /** The official label; 经营地址 and 营业期限 are decided as one. */
  readonly label: string;
  readonly places: readonly ContentPlace[];
  readonly mine: string;
  readonly theirs: string;
  readonly changedBy: "here" | "there" | "both" | "unknown";
}

export interface ConflictSides {
  readonly mine: FilingContent;
  readonly theirs: FilingContent;
  /** What both began from; null = not known any more. */
  readonly base: FilingContent | null;
}

/** What the clerk chooses between, in the order of the form; only what differs. */
export function conflictLines(
  sides: ConflictSides,
  differing: readonly ContentPlace[],
): readonly ConflictLine[] {
  const groups = new Map<string, ContentPlace[]>();
  for (const place of differing) {
    const label = labelOf(place);
    groups.set(label, [...(groups.get(label) ?? []), place]);
  }
  return [...groups].map(([label, places]) => ({
    label,
    places,
    ...sayBoth(label, places, sides),
    changedBy: whoChanged(places, sides),
  }));
}

function labelOf(place: ContentPlace): string {
  if (isFileKind(place)) return fileLabels[place];
  switch (place) {
    case "provinceCode":
    case "cityCode":
    case "countyCode":
    case "street":
      return groupLabels.address;
    case "operatingFrom":
    case "operatingUntil":
    case "isOperatingLongTerm":
      return groupLabels.operatingPeriod;
    default:
      return fieldLabels[place];
  }
}

function isFileKind(place: ContentPlace): place is FileKind {
  return fileKindSchema.safeParse(place).success;
}

function sayBoth(
  label: string,
  places: readonly ContentPlace[],
  { mine, theirs }: ConflictSides,
): { mine: string; theirs: string } {
  const kind = places.find(isFileKind);
  if (kind === undefined)
    return { mine: sayFields(label, mine), theirs: sayFields(label, theirs) };
  const [one, other] = [mine.files[kind], theirs.files[kind]];
  const isAlike =
    one?.fileName === other?.fileName && one?.size === other?.size;
  return { mine: sayFile(one, isAlike), theirs: sayFile(other, isAlike) };
}

function sayFields(label: string, { fields, files }: FilingContent): string {
  const entries = printedApplication(fields, files).flatMap(
    (part) => part.entries,
  );
  const value = entries.find((entry) => entry.label === label)?.value ?? "";
  return value === "" ? detailText.empty : value;
}

function sayFile(file: Attachment | null, isAlike: boolean): string {
  if (file === null) return detailText.noFile;
  const size = saySize(file.size);
  const digest = isAlike ? `，${conflictText.digest(file.sha256)}` : "";
  return `${file.fileName}（${size}${digest}）`;
}

function whoChanged(
  places: readonly ContentPlace[],
  { mine, theirs, base }: ConflictSides,
): ConflictLine["changedBy"] {
  if (base === null) return "unknown";
  const differsFromBase = (content: FilingContent): boolean => {
    const changed = differingPlaces(base, content);
    return places.some((place) => changed.includes(place));
  };
  if (!differsFromBase(mine)) return "there";
  return differsFromBase(theirs) ? "both" : "here";
}

export type Choices = Readonly<Record<string, Side | undefined>>;

/** A place changed on one side only starts with that side; the others wait for the clerk. */
export function firstChoices(lines: readonly ConflictLine[]): Choices {
  return Object.fromEntries(
    lines.map(({ label, changedBy }) => [
      label,
      changedBy === "here"
        ? "mine"
        : changedBy === "there"
          ? "theirs"
          : undefined,
    ]),
  );
}

/** Theirs, with the places of ours where the clerk chose so; what does not differ is the same on both sides. */
export function mergedContent(
  { mine, theirs }: ConflictSides,
  lines: readonly ConflictLine[],
  choices: Choices,
): FilingContent {
  const ours = lines
    .filter(({ label }) => choices[label] === "mine")
    .flatMap(({ places }) => places);
  const fields = ours.filter((place) => !isFileKind(place));
  const files = ours.filter(isFileKind);
  return {
    fields: {
      ...theirs.fields,
      ...(Object.fromEntries(
        fields.map((name) => [name, mine.fields[name]]),
      ) as Partial<FilingFields>),
    },
    files: {
      ...theirs.files,
      ...Object.fromEntries(files.map((kind) => [kind, mine.files[kind]])),
    },
  };
}
