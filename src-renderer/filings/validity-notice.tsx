import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { goTo } from "../app/place.ts";
import { frameText } from "../text/frame-text.ts";
import { validityText } from "../text/validity-text.ts";
import { judgeValidity } from "./judge-validity.ts";
import { useFilingList } from "./use-filing-list.ts";

/** 备案有效期 at 60, 30 and 7 days, with what to do. */
export function ValidityNotice(props: {
  rows: readonly FilingRow[];
  action?: ReactNode;
}) {
  const reminder = judgeValidity(props.rows, new Date());
  if (reminder === null) return null;
  const isUrgent = reminder.kind === "ended" || reminder.within === 7;
  return (
    <Alert
      role="status"
      type={isUrgent ? "error" : reminder.within === 30 ? "warning" : "info"}
      showIcon
      title={validityText.title(reminder)}
      description={validityText.nextStep(reminder)}
      action={props.action}
    />
  );
}

/** The same in the hall, where the list is one click away. */
export function HallValidityNotice() {
  const { content: list } = useFilingList();
  if (list === null) return null;
  return (
    <ValidityNotice
      rows={list.rows}
      action={
        <Button onClick={() => goTo({ kind: "filings" })}>
          {frameText.openFilings}
        </Button>
      }
    />
  );
}
