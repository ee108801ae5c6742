import { Button } from "antd";
import type {
  FilingRow,
  RowAction,
} from "../../src-shared/filings/filing-procedures.ts";
import {
  filingListText,
  kindLabels,
  stateLabels,
} from "../text/filing-list-text.ts";
import { nextStepOf } from "./next-step.ts";
import { saySyncMark } from "./say-sync-mark.ts";

/** The one application under way and what to do with it. */
export function UnderWayCard(props: {
  /** An account submits without a signature. */
  isUnsigned: boolean;
  row: FilingRow;
  onAct: (action: RowAction, row: FilingRow) => void;
}) {
  const { row } = props;
  const step = nextStepOf(row, props.isUnsigned);
  if (step === null) return null;
  const { button } = step;
  return (
    <section className="sheet under-way" aria-labelledby="under-way-title">
      <div>
        <h2 id="under-way-title" className="section-title">
          {filingListText.underWay}：{kindLabels[row.kind]} · {row.year} ·{" "}
          {stateLabels[row.state]} · {saySyncMark(row.sync).title}
        </h2>
        <p>
          <strong>
            {filingListText.nextStep}
            {step.title}
          </strong>
          {"　"}
          {step.sentence}
        </p>
        {row.state === "returned" && row.remark !== null && (
          <p className="kept-lines mark-problem">
            {filingListText.remark.returned(row.remark)}
          </p>
        )}
      </div>
      {button !== null && row.actions.includes(button.action) && (
        <Button type="primary" onClick={() => props.onAct(button.action, row)}>
          {button.verb}
        </Button>
      )}
    </section>
  );
}
