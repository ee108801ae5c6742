import { Button } from "antd";
import type {
  FilingRow,
  RowAction,
} from "../../src-shared/filings/filing-procedures.ts";
import { rememberOpenForm } from "../app/open-form-memory.ts";
import { goTo } from "../app/place.ts";
import {
  filingListText,
  rowActionLabels,
  stateLabels,
} from "../text/filing-list-text.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { editModeOf, orderedActions } from "./row-actions.ts";
import { saySyncMark } from "./say-sync-mark.ts";

export interface RowHandlers {
  readonly onAct: (action: RowAction, row: FilingRow) => void;
  readonly onDiscard: (row: FilingRow) => void;
}

export function StateCell(props: {
  row: FilingRow;
  onDiscard: RowHandlers["onDiscard"];
}) {
  const { row } = props;
  const label = stateLabels[row.state];
  if (row.actions.includes("undo-delete"))
    return (
      <>
        {label}
        <div className="mark-warning">{filingListText.waitsForDeletion}</div>
      </>
    );
  if (!row.hasWorkingCopy) return label;
  return (
    <>
      {label}
      <div className="mark-warning">{filingListText.unsavedChanges}</div>
      <div className="row-actions">
        <Button
          type="link"
          size="small"
          onClick={() => {
            rememberOpenForm(row.id);
            goTo({
              kind: "filing-form",
              filingId: row.id,
              mode: row.state === "approved" ? "amend" : editModeOf(row),
            });
          }}
        >
          {filingListText.goOn}
        </Button>
        <Button
          type="link"
          size="small"
          danger
          onClick={() => props.onDiscard(row)}
        >
          {filingListText.discard}
        </Button>
      </div>
    </>
  );
}

export function SyncCell({ mark }: { mark: FilingRow["sync"] }) {
  const { tone, title } = saySyncMark(mark);
  return (
    <span className="sync-mark">
      <StateDot tone={tone} />
      {title}
    </span>
  );
}

export function ActionCell(props: {
  row: FilingRow;
  onAct: RowHandlers["onAct"];
}) {
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
