import { Button } from "antd";
import { useState } from "react";
import type { RescuedContent } from "../../src-shared/rescued/rescued-procedures.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import {
  rescuedPlacings,
  rescuedReasons,
  rescuedText,
} from "../text/rescued-text.ts";
import { sayDay, sayMinute } from "../text/say-time.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { ContentDifferences } from "../ui/content-differences.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";

const ask = () => call("rescued.list", {});
const keptMs = 30 * 24 * 60 * 60 * 1000;

export function RescuedSection() {
  const { content, problem, askAgain } = useAnswer(ask);
  const [chosen, setChosen] = useState<RescuedContent | null>(null);
  const contents = content?.contents ?? [];
  return (
    <section className="sheet stack">
      <h2 className="section-title">{rescuedText.sectionTitle}</h2>
      <p>{rescuedText.sectionNote}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {content !== null && contents.length === 0 && (
        <p className="quiet">{rescuedText.none}</p>
      )}
      {contents.length > 0 && (
        <RescuedTable contents={contents} onChoose={setChosen} />
      )}
      {chosen !== null && (
        <AskDialog
          title={rescuedText.restoreTitle}
          verb={rescuedText.restore}
          onCancel={() => setChosen(null)}
          onConfirm={async () => {
            const { filingId } = await call("rescued.take", { id: chosen.id });
            announce(rescuedText.taken, filingId);
            setChosen(null);
            askAgain();
          }}
        >
          <p>{rescuedPlacings[chosen.placing]}</p>
          <div className="dialog-scroll">
            <ContentDifferences
              before={chosen.standing}
              after={chosen.content}
              beforeTitle={rescuedText.now}
              afterTitle={rescuedText.found}
            />
          </div>
        </AskDialog>
      )}
    </section>
  );
}

function RescuedTable(props: {
  contents: readonly RescuedContent[];
  onChoose: (content: RescuedContent) => void;
}) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{rescuedText.filing}</th>
          <th scope="col">{rescuedText.typedAt}</th>
          <th scope="col">{rescuedText.reason}</th>
          <th scope="col">{rescuedText.keptUntil}</th>
          <th scope="col">{rescuedText.action}</th>
        </tr>
      </thead>
      <tbody>
        {props.contents.map((each) => (
          <tr key={each.id}>
            <td>{rescuedText.which[each.kind ?? "none"]}</td>
            <td>{sayMinute(each.typedAt)}</td>
            <td>{rescuedReasons[each.reason]}</td>
            <td>{each.leftAt === null ? "" : sayEnd(each.leftAt)}</td>
            <td>
              <Button size="small" onClick={() => props.onChoose(each)}>
                {rescuedText.restore}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sayEnd(leftAt: string): string {
  return sayDay(new Date(Date.parse(leftAt) + keptMs).toISOString());
}
