import { Pagination } from "antd";
import { useMemo, useState } from "react";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { filingListText } from "../text/filing-list-text.ts";
import {
  filingColumns,
  nextSorting,
  sortRows,
  type FilingColumn,
  type Sorting,
} from "./filing-columns.tsx";
import { FilingFilters, filterRows, noFilter } from "./filing-filters.tsx";
import {
  ActionCell,
  StateCell,
  SyncCell,
  type RowHandlers,
} from "./row-cells.tsx";
import { sayRemark } from "./say-remark.ts";
import { saySyncMark } from "./say-sync-mark.ts";

const pageSize = 20;

/**
 * A plain table: antd's own measures the scroll bar with a style element that the page's policy refuses, and its
 * filter buttons cannot be reached by keyboard.
 */
export function FilingTable(
  props: { rows: readonly FilingRow[] } & RowHandlers,
) {
  const { rows } = props;
  const [filter, setFilter] = useState(noFilter);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [pageNumber, setPageNumber] = useState(1);
  const found = useMemo(
    () => sortRows(filterRows(rows, filter), sorting),
    [rows, filter, sorting],
  );
  const lastPage = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(pageNumber, lastPage);
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  return (
    <>
      {rows.length > 1 && (
        <FilingFilters rows={rows} filter={filter} onChange={setFilter} />
      )}
      <div className="sheet filing-table">
        <table className="plain-table">
          <thead>
            <tr>
              {filingColumns.map((column) => (
                <HeadCell
                  key={column.id}
                  column={column}
                  sorting={sorting}
                  onSort={() => setSorting(nextSorting(column.id, sorting))}
                />
              ))}
              <th scope="col">{filingListText.columns.state}</th>
              <th scope="col">{filingListText.columns.sync}</th>
              <th scope="col" className="filing-actions">
                {filingListText.columns.actions}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <FilingTableRow
                key={row.id}
                row={row}
                onAct={props.onAct}
                onDiscard={props.onDiscard}
              />
            ))}
          </tbody>
        </table>
        {found.length === 0 && (
          <p role="status">{filingListText.nothingFiltered}</p>
        )}
      </div>
      {lastPage > 1 && (
        <Pagination
          align="end"
          current={page}
          pageSize={pageSize}
          total={found.length}
          showSizeChanger={false}
          onChange={setPageNumber}
        />
      )}
    </>
  );
}

function HeadCell(props: {
  column: FilingColumn;
  sorting: Sorting | null;
  onSort: () => void;
}) {
  const { column, sorting } = props;
  if (column.sortKey === undefined) return <th scope="col">{column.title}</th>;
  const direction =
    sorting?.columnId === column.id ? sorting.direction : undefined;
  return (
    <th scope="col" aria-sort={direction ?? "none"}>
      <button type="button" className="sort-button" onClick={props.onSort}>
        {column.title}
        <span aria-hidden="true">
          {direction === undefined
            ? "↕"
            : direction === "ascending"
              ? "↑"
              : "↓"}
        </span>
      </button>
    </th>
  );
}

function FilingTableRow({
  row,
  ...handlers
}: { row: FilingRow } & RowHandlers) {
  const { title, sentence } = saySyncMark(row.sync);
  const remark = sayRemark(row);
  return (
    <>
      <tr>
        {filingColumns.map((column) => (
          <td key={column.id} className={`filing-${column.id}`}>
            {column.draw(row)}
          </td>
        ))}
        <td className="filing-state">
          <StateCell row={row} {...handlers} />
        </td>
        <td className="filing-sync">
          <SyncCell mark={row.sync} />
        </td>
        <td className="filing-actions">
          <ActionCell row={row} onAct={handlers.onAct} />
        </td>
      </tr>
      {remark !== null && (
        <tr>
          <td colSpan={filingColumns.length + 3} className="kept-lines">
            {remark}
          </td>
        </tr>
      )}
      {sentence !== null && (
        <tr>
          <td colSpan={filingColumns.length + 3} className="mark-problem">
            {title}：{sentence}
          </td>
        </tr>
      )}
    </>
  );
}
