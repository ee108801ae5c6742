import { Alert, Button } from "antd";
import { useMemo, useState, type ReactNode } from "react";
import { checkFiling } from "../../src-shared/filings/check-filing.ts";
import { conflictText } from "../text/conflict-text.ts";
import { stateLabels } from "../text/filing-list-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { Dialog } from "../ui/dialog.tsx";
import {
  conflictLines,
  firstChoices,
  mergedContent,
  type Choices,
  type Side,
} from "./conflict-lines.ts";
import { ConflictPlaces } from "./conflict-places.tsx";
import { MergeProblems } from "./merge-problems.tsx";
import type { Decide, ChangedConflict } from "./conflict-shapes.ts";

/** Changed on this machine and on another one: place by place, the clerk chooses. */
export function ChangedHere(props: {
  filingId: string;
  conflict: ChangedConflict;
  notice: ReactNode;
  onDecide: Decide;
  onCancel: () => void;
}) {
  const { filingId, conflict, onDecide } = props;
  const { theirs, canSave } = conflict;
  const sides = useMemo(
    () => ({
      mine: conflict.mine.content,
      theirs: theirs.content,
      base: conflict.base,
    }),
    [conflict, theirs],
  );
  const lines = useMemo(
    () => conflictLines(sides, conflict.differing),
    [sides, conflict.differing],
  );
  const [choices, setChoices] = useState<Choices>(() => firstChoices(lines));
  const open = lines.filter(({ label }) => choices[label] === undefined).length;
  const merged = mergedContent(sides, lines, choices);
  const problems =
    open > 0 ? [] : checkFiling(merged, { now: new Date() }).problems;
  const onlyTheirs = !canSave || lines.length === 0;
  const rests = { filingId, theirVersion: theirs.version };
  const chooseAll = (side: Side) =>
    setChoices(Object.fromEntries(lines.map(({ label }) => [label, side])));

  return (
    <Dialog
      width="min(1080px, 92vw)"
      title={conflictText.title}
      onCancel={props.onCancel}
      footer={
        <>
          <Button onClick={props.onCancel}>{conflictText.later}</Button>
          {onlyTheirs ? (
            <Button
              type="primary"
              onClick={() =>
                onDecide(
                  { kind: "keep-theirs", ...rests },
                  conflictText.resolvedTheirs,
                )
              }
            >
              {conflictText.keepTheirs}
            </Button>
          ) : (
            <Button
              type="primary"
              disabled={open > 0 || problems.length > 0}
              aria-describedby="conflict-open"
              onClick={() =>
                onDecide(
                  { kind: "save", ...rests, content: merged },
                  conflictText.resolvedSave,
                )
              }
            >
              {conflictText.save}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {props.notice}
        <Explanation conflict={conflict} isSame={lines.length === 0} />
        {!onlyTheirs && (
          <div className="line">
            <Button onClick={() => chooseAll("mine")}>
              {conflictText.allMine}
            </Button>
            <Button onClick={() => chooseAll("theirs")}>
              {conflictText.allTheirs}
            </Button>
            <span id="conflict-open" role="status">
              {open > 0
                ? conflictText.open(open)
                : problems.length > 0
                  ? conflictText.notYetRight
                  : conflictText.allChosen}
            </span>
          </div>
        )}
        <div
          className="conflict-scroll"
          tabIndex={0}
          role="region"
          aria-label={conflictText.title}
        >
          <ConflictPlaces
            lines={lines}
            mineTitle={conflictText.mine(sayMinute(conflict.mine.savedAt))}
            theirsTitle={conflictText.theirs(sayMinute(theirs.updatedAt))}
            choices={choices}
            onChoose={
              onlyTheirs
                ? null
                : (label, side) => setChoices({ ...choices, [label]: side })
            }
          />
        </div>
        <MergeProblems problems={problems} />
      </div>
    </Dialog>
  );
}

function Explanation(props: { conflict: ChangedConflict; isSame: boolean }) {
  const { theirs, canSave } = props.conflict;
  if (!canSave)
    return (
      <Alert
        type="warning"
        showIcon
        title={conflictText.cannotSave(stateLabels[theirs.state])}
      />
    );
  if (props.isSame) return <p>{conflictText.same}</p>;
  return (
    <>
      <p>{conflictText.changedHere(sayMinute(theirs.updatedAt))}</p>
      <p className="quiet">{conflictText.nothingLost}</p>
    </>
  );
}
