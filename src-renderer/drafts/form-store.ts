import { createStore, type StoreApi } from "zustand/vanilla";
import type { Dictionaries } from "../../src-shared/companion-api/public-endpoints.ts";
import {
  checkFiling,
  type FilingCheck,
  type FilingPlace,
  type FilingProblem,
} from "../../src-shared/filings/check-filing.ts";
import {
  filingFieldsSchema,
  type Attachment,
  type FieldName,
  type FileKind,
  type FilingContent,
  type FilingFields,
} from "../../src-shared/filings/filing-content.ts";
import type { SavingState } from "./autosave.ts";
import { settleField } from "./field-inputs.ts";

export interface FormState extends FilingContent {
  /** Everything the rules say about what stands there now. */
  readonly check: FilingCheck;
  /** The problems the clerk sees: of fields once left, until they are mended. */
  readonly shown: Readonly<Partial<Record<FilingPlace, FilingProblem>>>;
  readonly dictionaries: Dictionaries | null;
  readonly saving: SavingState;
  /** Differs, or once differed, from what was opened. */
  readonly isChanged: boolean;
}

export interface FilingForm {
  readonly store: StoreApi<FormState>;
  readonly change: (patch: Partial<FilingFields>) => void;
  readonly attach: (kind: FileKind, attachment: Attachment | null) => void;
  /** A field loses the focus: its text is put in order and its problem, if any, is said. */
  readonly leave: (places: readonly FilingPlace[]) => void;
  /** 保存信息: says every problem there is. */
  readonly showAllProblems: () => readonly FilingProblem[];
  readonly learn: (dictionaries: Dictionaries) => void;
  readonly content: () => FilingContent;
}

const judgedAgainst: Partial<Record<FilingPlace, FieldName>> = {
  employeeCount: "exportStaffCount",
  operatingFrom: "operatingUntil",
};

export function createFilingForm(opened: {
  content: FilingContent;
  now: () => Date;
  onChange: () => void;
}): FilingForm {
  const { now, onChange } = opened;
  const left = new Set<FilingPlace>();
  const judge = (
    content: FilingContent,
    dictionaries: Dictionaries | null,
  ): FilingCheck =>
    checkFiling(
      content,
      dictionaries === null ? { now: now() } : { now: now(), ...dictionaries },
    );

  const store = createStore<FormState>(() => ({
    ...opened.content,
    check: judge(opened.content, null),
    shown: {},
    dictionaries: null,
    saving: { kind: "untouched" },
    isChanged: false,
  }));

  function take(patch: Partial<FilingContent>): void {
    const { fields, files, dictionaries, shown } = store.getState();
    const content = { fields, files, ...patch };
    const check = judge(content, dictionaries);
    store.setState({
      ...patch,
      check,
      shown: stillThere(shown, check),
      isChanged: true,
    });
    onChange();
  }

  return {
    store,
    change(patch) {
      take({ fields: { ...store.getState().fields, ...patch } });
    },
    attach(kind, attachment) {
      take({ files: { ...store.getState().files, [kind]: attachment } });
    },
    leave(places) {
      const { fields } = store.getState();
      const settled = places.filter(isField).reduce(settleField, fields);
      if (settled !== fields) take({ fields: settled });
      for (const place of places) {
        left.add(place);
        // A rule between two fields is said at the second, which the clerk may not come back to.
        const second = judgedAgainst[place];
        if (second !== undefined && settled[second] !== "") left.add(second);
      }
      const { check, shown } = store.getState();
      const next = problemsByPlace(
        check.problems.filter(({ place }) => left.has(place)),
      );
      if (!isSameSaying(shown, next)) store.setState({ shown: next });
    },
    showAllProblems() {
      const { fields } = store.getState();
      const settled = (Object.keys(fields) as FieldName[]).reduce(
        settleField,
        fields,
      );
      if (settled !== fields) take({ fields: settled });
      const { problems } = store.getState().check;
      for (const { place } of problems) left.add(place);
      store.setState({ shown: problemsByPlace(problems) });
      return problems;
    },
    learn(dictionaries) {
      const { fields, files } = store.getState();
      store.setState({
        dictionaries,
        check: judge({ fields, files }, dictionaries),
      });
    },
    content() {
      const { fields, files } = store.getState();
      return { fields, files };
    },
  };
}

type Shown = FormState["shown"];

function problemsByPlace(problems: readonly FilingProblem[]): Shown {
  return Object.fromEntries(
    problems.map((problem) => [problem.place, problem]),
  );
}

/** A mended problem goes at once; a new one waits until the field is left. */
function stillThere(shown: Shown, check: FilingCheck): Shown {
  const next = problemsByPlace(
    check.problems.filter(({ place, code }) => shown[place]?.code === code),
  );
  return isSameSaying(shown, next) ? shown : next;
}

function isSameSaying(one: Shown, other: Shown): boolean {
  const places = Object.keys(one) as FilingPlace[];
  return (
    places.length === Object.keys(other).length &&
    places.every((place) => one[place]?.code === other[place]?.code)
  );
}

function isField(place: FilingPlace): place is FieldName {
  return place in filingFieldsSchema.shape;
}
