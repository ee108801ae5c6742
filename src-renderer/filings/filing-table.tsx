import { Button, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import type {
  FilingRow,
  RowAction,
} from "../../src-shared/filings/filing-procedures.ts";
import { goTo } from "../app/place.ts";
import { categoryLabels } from "../text/field-labels.ts";
import {
  filingListText,
  kindLabels,
  rowActionLabels,
  stateLabels,
} from "../text/filing-list-text.ts";
import { sayDay } from "../text/say-time.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { FilingFilters, filterRows, noFilter } from "./filing-filters.tsx";
import { editModeOf, orderedActions } from "./row-actions.ts";
import { saySyncMark } from "./say-sync-mark.ts";

interface RowHandlers {
  readonly onAct: (action: RowAction, row: FilingRow) => void;
  readonly onDiscard: (row: FilingRow) => void;
}

export function FilingTable(
  props: { rows: readonly FilingRow[] } & RowHandlers,
) {
  const { rows, onAct, onDiscard } = props;
  const [filter, setFilter] = useState(noFilter);
  const columns = useMemo(
    () => filingColumns({ onAct, onDiscard }),
    [onAct, onDiscard],
  );
  return (
    <>
      {rows.length > 1 && (
        <FilingFilters rows={rows} filter={filter} onChange={setFilter} />
      )}
      <Table<FilingRow>
        size="small"
        bordered
        rowKey="id"
        columns={columns}
        dataSource={filterRows(rows, filter)}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        showSorterTooltip={false}
        scroll={{ x: 1060 }}
        locale={{ emptyText: filingListText.nothingFiltered }}
      />
    </>
  );
}

function filingColumns(handlers: RowHandlers): TableColumnsType<FilingRow> {
  const titles = filingListText.columns;
  return [
    {
      title: titles.year,
      dataIndex: "year",
      width: 72,
      sorter: (one, other) => one.year - other.year,
    },
    { title: titles.uscc, dataIndex: "uscc", width: 168 },
    {
      title: titles.enterpriseName,
      dataIndex: "enterpriseName",
      sorter: byText((row) => row.enterpriseName),
    },
    {
      title: titles.enterpriseNature,
      dataIndex: "enterpriseNature",
      width: 84,
    },
    {
      title: titles.enterpriseCategory,
      width: 84,
      render: (_, { enterpriseCategory }) =>
        enterpriseCategory === "" ? "" : categoryLabels[enterpriseCategory],
    },
    {
      title: titles.reviewedAt,
      width: 104,
      render: (_, { reviewedAt }) =>
        reviewedAt === null ? "" : sayDay(reviewedAt),
      sorter: byText((row) => row.reviewedAt ?? ""),
    },
    {
      title: titles.validUntil,
      dataIndex: "validUntil",
      width: 112,
      sorter: byText((row) => row.validUntil ?? ""),
    },
    {
      title: titles.kind,
      width: 76,
      render: (_, { kind }) => kindLabels[kind],
    },
    {
      title: titles.state,
      width: 110,
      render: (_, row) => <StateCell row={row} {...handlers} />,
    },
    {
      title: titles.sync,
      width: 128,
      render: (_, { sync }) => <SyncCell mark={sync} />,
    },
    {
      title: titles.actions,
      width: 132,
      render: (_, row) => <ActionCell row={row} onAct={handlers.onAct} />,
    },
  ];
}

function byText(read: (row: FilingRow) => string) {
  return (one: FilingRow, other: FilingRow) =>
    read(one).localeCompare(read(other), "zh-CN");
}

function StateCell({ row, onDiscard }: { row: FilingRow } & RowHandlers) {
  const label = stateLabels[row.state];
  if (!row.hasWorkingCopy) return label;
  return (
    <>
      {label}
      <div className="mark-warning">{filingListText.unsavedChanges}</div>
      <Button
        type="link"
        size="small"
        onClick={() =>
          goTo({
            kind: "filing-form",
            filingId: row.id,
            mode: row.state === "approved" ? "amend" : editModeOf(row),
          })
        }
      >
        {filingListText.goOn}
      </Button>
      <Button type="link" size="small" danger onClick={() => onDiscard(row)}>
        {filingListText.discard}
      </Button>
    </>
  );
}

function SyncCell({ mark }: { mark: FilingRow["sync"] }) {
  const { tone, title, sentence } = saySyncMark(mark);
  return (
    <>
      <span className="sync-mark">
        <StateDot tone={tone} />
        {title}
      </span>
      {sentence !== null && <div className="mark-problem">{sentence}</div>}
    </>
  );
}

function ActionCell(props: { row: FilingRow; onAct: RowHandlers["onAct"] }) {
  return (
    <div className="row-actions">
      {orderedActions(props.row).map((action) => (
        <Button
          key={action}
          type="link"
          size="small"
          danger={action === "delete"}
          onClick={() => props.onAct(action, props.row)}
        >
          {rowActionLabels[action]}
        </Button>
      ))}
    </div>
  );
}
