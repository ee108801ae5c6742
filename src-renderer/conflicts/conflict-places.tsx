import { useId } from "react";
import { conflictText } from "../text/conflict-text.ts";
import type { Choices, ConflictLine, Side } from "./conflict-lines.ts";

/** The differing places with both contents side by side; each is a radio group named by its official label. */
export function ConflictPlaces(props: {
  lines: readonly ConflictLine[];
  mineTitle: string;
  theirsTitle: string;
  choices: Choices;
  /** null: nothing to choose, only to read. */
  onChoose: ((label: string, side: Side) => void) | null;
}) {
  const { onChoose } = props;
  if (props.lines.length === 0) return null;
  return (
    <div className="conflict-places">
      <div className="conflict-row conflict-head" aria-hidden="true">
        <span>{conflictText.place}</span>
        <span>{props.mineTitle}</span>
        <span>{props.theirsTitle}</span>
      </div>
      {props.lines.map((line) => (
        <ConflictPlace
          key={line.label}
          line={line}
          chosen={props.choices[line.label]}
          onChoose={
            onChoose === null ? null : (side) => onChoose(line.label, side)
          }
        />
      ))}
    </div>
  );
}

function ConflictPlace(props: {
  line: ConflictLine;
  chosen: Side | undefined;
  onChoose: ((side: Side) => void) | null;
}) {
  const { line, onChoose } = props;
  const id = useId();
  return (
    <div
      className="conflict-row"
      role={onChoose === null ? "group" : "radiogroup"}
      aria-labelledby={id}
    >
      <div>
        <strong id={id}>{line.label}</strong>
        <div className="quiet">{conflictText.changedBy[line.changedBy]}</div>
      </div>
      {(["mine", "theirs"] as const).map((side) => (
        <SideOption
          key={side}
          groupName={id}
          option={conflictText.options[side]}
          content={line[side]}
          isChosen={props.chosen === side}
          onChoose={onChoose === null ? null : () => onChoose(side)}
        />
      ))}
    </div>
  );
}

function SideOption(props: {
  groupName: string;
  option: string;
  content: string;
  isChosen: boolean;
  onChoose: (() => void) | null;
}) {
  const { onChoose } = props;
  if (onChoose === null)
    return (
      <div>
        <span className="visually-hidden">{props.option}：</span>
        <span className="conflict-content">{props.content}</span>
      </div>
    );
  return (
    <label className={`conflict-option${props.isChosen ? " chosen" : ""}`}>
      <input
        type="radio"
        name={props.groupName}
        checked={props.isChosen}
        onChange={onChoose}
      />
      <span>
        <span className="visually-hidden">{props.option}：</span>
        <span className="conflict-content">{props.content}</span>
      </span>
    </label>
  );
}
