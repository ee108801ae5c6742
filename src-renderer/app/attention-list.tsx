import { Button } from "antd";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { useFilingList } from "../filings/use-filing-list.ts";
import {
  kindLabels,
  rowActionLabels,
  stateLabels,
} from "../text/filing-list-text.ts";
import { syncText } from "../text/frame-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { goTo } from "./place.ts";

/** Rows that the API did not take, each with the reason and the way to where it can be put right. */
export function AttentionList(props: { onGo: () => void }) {
  const rows = useFilingList().content?.rows ?? [];
  const refused = rows.filter(({ sync }) => sync.kind === "failed");
  if (refused.length === 0) return null;
  return (
    <section className="stack-tight" aria-label={syncText.attentionTitle}>
      <h3>{syncText.attentionTitle}</h3>
      {refused.map((row) => (
        <div key={row.id} className="sync-attention">
          <p>
            <strong>{nameOf(row)}</strong>
            {reasonOf(row)}
          </p>
          <Button
            size="small"
            onClick={() => {
              props.onGo();
              goTo({ kind: "filings" });
            }}
          >
            {row.actions.includes("resolve")
              ? rowActionLabels.resolve
              : syncText.goTo}
          </Button>
        </div>
      ))}
    </section>
  );
}

function nameOf({ year, kind, state }: FilingRow): string {
  return `${syncText.attentionRow(year, kindLabels[kind], stateLabels[state])}：`;
}

function reasonOf({ sync }: FilingRow): string {
  if (sync.kind !== "failed") return "";
  const { sentence, nextStep } = sayProblem(sync.problem);
  return `${sentence}${nextStep}`;
}
