import { Button, Input, Select } from "antd";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { categoryLabels } from "../text/field-labels.ts";
import {
  filingListText,
  kindLabels,
  stateLabels,
} from "../text/filing-list-text.ts";
import { sayDay } from "../text/say-time.ts";

export interface FilingFilter {
  readonly year: number | null;
  readonly kind: FilingRow["kind"] | null;
  readonly state: FilingRow["state"] | null;
  /** Every word of it stands somewhere in the row. */
  readonly text: string;
}

export const noFilter: FilingFilter = {
  year: null,
  kind: null,
  state: null,
  text: "",
};

export function filterRows(
  rows: readonly FilingRow[],
  filter: FilingFilter,
): FilingRow[] {
  const words = filter.text.toLowerCase().split(/\s+/);
  return rows.filter(
    (row) =>
      (filter.year === null || row.year === filter.year) &&
      (filter.kind === null || row.kind === filter.kind) &&
      (filter.state === null || row.state === filter.state) &&
      words.every((word) => shownText(row).includes(word)),
  );
}

function shownText(row: FilingRow): string {
  const { uscc, enterpriseName, enterpriseNature, enterpriseCategory } = row;
  return [
    row.year,
    uscc,
    enterpriseName,
    enterpriseNature,
    enterpriseCategory === "" ? "" : categoryLabels[enterpriseCategory],
    row.reviewedAt === null ? "" : sayDay(row.reviewedAt),
    row.validUntil ?? "",
    kindLabels[row.kind],
    stateLabels[row.state],
  ]
    .join("\n")
    .toLowerCase();
}

/** Above the table, because antd's filter buttons in the header cannot be reached by keyboard. */
export function FilingFilters(props: {
  rows: readonly FilingRow[];
  filter: FilingFilter;
  onChange: (filter: FilingFilter) => void;
}) {
  const { rows, filter, onChange } = props;
  const { columns } = filingListText;
  return (
    <div className="line">
      <FilterSelect
        column={columns.year}
        value={filter.year}
        options={present(rows.map(({ year }) => year)).map((year) => ({
          value: year,
          label: String(year),
        }))}
        onChange={(year) => onChange({ ...filter, year })}
      />
      <FilterSelect
        column={columns.kind}
        value={filter.kind}
        options={present(rows.map(({ kind }) => kind)).map((kind) => ({
          value: kind,
          label: kindLabels[kind],
        }))}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <FilterSelect
        column={columns.state}
        value={filter.state}
        options={present(rows.map(({ state }) => state)).map((state) => ({
          value: state,
          label: stateLabels[state],
        }))}
        onChange={(state) => onChange({ ...filter, state })}
      />
      <label className="line">
        <span className="quiet">{filingListText.searchLabel}</span>
        <Input
          className="filter-text"
          allowClear
          placeholder={filingListText.searchHint}
          value={filter.text}
          onChange={({ target }) => onChange({ ...filter, text: target.value })}
        />
      </label>
      {filter !== noFilter && (
        <Button onClick={() => onChange(noFilter)}>
          {filingListText.clearFilters}
        </Button>
      )}
    </div>
  );
}

function present<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

function FilterSelect<Value extends string | number>(props: {
  column: string;
  value: Value | null;
  options: { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
}) {
  const everything = "";
  return (
    <label className="line">
      <span className="quiet">{props.column}</span>
      <Select<Value | "">
        className="filter-select"
        aria-label={filingListText.filterLabel(props.column)}
        value={props.value ?? everything}
        options={[
          { value: everything, label: filingListText.filterAll },
          ...props.options,
        ]}
        onChange={(value) =>
          props.onChange(value === everything ? null : value)
        }
      />
    </label>
  );
}
