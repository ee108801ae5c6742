import { isCustomsCode } from "../identity/customs-code.ts";
import { isEmail } from "../identity/email.ts";
import { isMainlandMobile } from "../identity/mobile.ts";
import { hasRightCheckCharacter, isUsccShape } from "../identity/uscc.ts";
import { areRegionsNested } from "../regions/regions.ts";
import { basicFiles, declaredFiles } from "./file-lists.ts";
import type {
  FieldName,
  FileKind,
  FilingContent,
  FilingFields,
} from "./filing-content.ts";
import { shanghaiDay } from "./validity.ts";

export type FilingPlace = FieldName | FileKind;

export type FilingProblemCode =
  | "required"
  | "too-long"
  | "uscc-shape"
  | "customs-code-shape"
  | "decimal-shape"
  | "not-positive"
  | "integer-shape"
  | "below-one"
  | "more-than-employees"
  | "date-shape"
  | "date-in-future"
  | "ends-before-start"
  | "mobile-shape"
  | "email-shape"
  | "region-mismatch"
  | "not-in-list"
  | "file-missing";

export type FilingWarningCode =
  "uscc-check-character" | "starts-before-establishment";

export interface FilingProblem {
  readonly place: FilingPlace;
  readonly code: FilingProblemCode;
  /** The number in the rule (characters, decimals), where it has one. */
  readonly limit?: number;
}

export interface FilingWarning {
  readonly place: FilingPlace;
  readonly code: FilingWarningCode;
}

export interface FilingCheck {
  /** In the order of the form. 保存信息 and 上报 need an empty list. */
  readonly problems: readonly FilingProblem[];
  /** Said, never blocking. */
  readonly warnings: readonly FilingWarning[];
}

export interface FilingCheckContext {
  readonly now: Date;
  /** Options of the API's dictionaries; left out where they are not known yet. */
  readonly enterpriseNatures?: readonly string[];
  readonly enterpriseScales?: readonly string[];
}

type Finding = Omit<FilingProblem, "place"> | null;
type Rule = (
  value: string,
  fields: FilingFields,
  context: FilingCheckContext,
) => Finding;

/** All rules of mission 2.1–2.3, by the page while typing and by the API as judge. */
export function checkFiling(
  content: FilingContent,
  context: FilingCheckContext,
): FilingCheck {
  const { fields, files } = content;
  const inFields = (
    rules: readonly (readonly [FieldName, Rule])[],
  ): FilingProblem[] =>
    rules.flatMap(([place, rule]) => {
      const found = rule(textOf(fields, place), fields, context);
      return found === null ? [] : [{ place, ...found }];
    });
  const inFiles = (kinds: readonly { kind: FileKind }[]): FilingProblem[] =>
    kinds.flatMap(({ kind }) =>
      files[kind] === null
        ? [{ place: kind, code: "file-missing" as const }]
        : [],
    );
  return {
    problems: [
      ...inFields(basicRules),
      ...inFiles(basicFiles),
      ...inFiles(declaredFiles(fields.enterpriseCategory)),
      ...inFields(contactRules),
    ],
    warnings: warningsOf(fields),
  };
}

function textOf(fields: FilingFields, place: FieldName): string {
  const value = fields[place];
  return typeof value === "string" ? value : "";
}

const required =
  (rule: Rule): Rule =>
  (value, fields, context) =>
    value.trim() === "" ? { code: "required" } : rule(value, fields, context);

const upTo = (limit: number): Rule =>
  required((value) =>
    Array.from(value).length > limit ? { code: "too-long", limit } : null,
  );

const shaped = (
  isShaped: (value: string) => boolean,
  code: FilingProblemCode,
): Rule => required((value) => (isShaped(value) ? null : { code }));

const decimal = (decimals: number): Rule =>
  required((value) => {
    const isShaped = new RegExp(`^\\d{1,12}(\\.\\d{1,${decimals}})?$`).test(
      value,
    );
    if (!isShaped) return { code: "decimal-shape", limit: decimals };
    return /[1-9]/.test(value) ? null : { code: "not-positive" };
  });

const integer = (
  rule: (count: number, fields: FilingFields) => Finding,
): Rule =>
  required((value, fields) =>
    /^\d{1,9}$/.test(value)
      ? rule(Number(value), fields)
      : { code: "integer-shape" },
  );

const date = (rule: Rule = () => null): Rule =>
  required((value, fields, context) =>
    isDay(value) ? rule(value, fields, context) : { code: "date-shape" },
  );

const oneOf = (
  options: (context: FilingCheckContext) => readonly string[] | undefined,
): Rule =>
  required((value, _fields, context) =>
    (options(context)?.includes(value) ?? true)
      ? null
      : { code: "not-in-list" },
  );

const nestedRegion: Rule = (_value, fields) =>
  areRegionsNested(fields) ? null : { code: "region-mismatch" };

const basicRules: readonly (readonly [FieldName, Rule])[] = [
  ["enterpriseName", upTo(100)],
  ["provinceCode", required(() => null)],
  [
    "cityCode",
    required((value, fields, context) =>
      fields.provinceCode === ""
        ? null
        : nestedRegion(value, { ...fields, countyCode: "" }, context),
    ),
  ],
  [
    "countyCode",
    (value, fields, context) =>
      value === "" || fields.cityCode === ""
        ? null
        : nestedRegion(value, fields, context),
  ],
  ["street", upTo(200)],
  ["uscc", shaped(isUsccShape, "uscc-shape")],
  ["customsCode", shaped(isCustomsCode, "customs-code-shape")],
  ["enterpriseNature", oneOf((context) => context.enterpriseNatures)],
  ["enterpriseCategory", required(() => null)],
  ["legalRepresentative", upTo(50)],
  ["registeredCapital", decimal(6)],
  ["businessArea", decimal(2)],
  [
    "establishedOn",
    date((value, _fields, { now }) =>
      value > shanghaiDay(now) ? { code: "date-in-future" } : null,
    ),
  ],
  [
    "employeeCount",
    integer((count) => (count < 1 ? { code: "below-one" } : null)),
  ],
  [
    "exportStaffCount",
    integer((count, { employeeCount }) =>
      /^\d+$/.test(employeeCount) && count > Number(employeeCount)
        ? { code: "more-than-employees" }
        : null,
    ),
  ],
  ["operatingFrom", date()],
  [
    "operatingUntil",
    (value, fields, context) => {
      if (fields.isOperatingLongTerm) return null;
      const afterStart = date((until) =>
        isDay(fields.operatingFrom) && until <= fields.operatingFrom
          ? { code: "ends-before-start" }
          : null,
      );
      return afterStart(value, fields, context);
    },
  ],
  ["enterpriseScale", oneOf((context) => context.enterpriseScales)],
  ["businessScope", upTo(4000)],
];

const contactRules: readonly (readonly [FieldName, Rule])[] = [
  ["contactName", upTo(50)],
  ["contactPosition", upTo(50)],
  ["contactMobile", shaped(isMainlandMobile, "mobile-shape")],
  ["contactEmail", shaped(isEmail, "email-shape")],
];

function warningsOf(fields: FilingFields): FilingWarning[] {
  const warnings: FilingWarning[] = [];
  if (isUsccShape(fields.uscc) && !hasRightCheckCharacter(fields.uscc))
    warnings.push({ place: "uscc", code: "uscc-check-character" });
  const { operatingFrom, establishedOn } = fields;
  if (
    isDay(operatingFrom) &&
    isDay(establishedOn) &&
    operatingFrom < establishedOn
  )
    warnings.push({
      place: "operatingFrom",
      code: "starts-before-establishment",
    });
  return warnings;
}

/** A real calendar day, `YYYY-MM-DD`, from 1900 on. */
export function isDay(text: string): boolean {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
  );
}
