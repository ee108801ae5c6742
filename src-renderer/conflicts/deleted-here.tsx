import { Button } from "antd";
import type { ReactNode } from "react";
import { conflictText } from "../text/conflict-text.ts";
import { stateLabels } from "../text/filing-list-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import type { Decide, DeletedConflict } from "./conflict-shapes.ts";

/** Deleted on this machine and changed on another one. */
export function DeletedHere(props: {
  filingId: string;
  conflict: DeletedConflict;
  notice: ReactNode;
  onDecide: Decide;
  onCancel: () => void;
}) {
  const { filingId, conflict, onDecide } = props;
  const { theirs, deletedAt, canDelete } = conflict;
  const rests = { filingId, theirVersion: theirs.version };
  return (
    <Dialog
      width={560}
      title={conflictText.title}
      onCancel={props.onCancel}
      footer={
        <>
          <Button onClick={props.onCancel}>{conflictText.later}</Button>
          {canDelete && (
            <Button
              danger
              onClick={() =>
                onDecide(
                  { kind: "delete-anyway", ...rests },
                  conflictText.resolvedDelete,
                )
              }
            >
              {conflictText.deleteAnyway}
            </Button>
          )}
          <Button
            type="primary"
            {...firstFocus}
            onClick={() =>
              onDecide(
                { kind: "keep-theirs", ...rests },
                conflictText.resolvedTheirs,
              )
            }
          >
            {conflictText.keepInstead}
          </Button>
        </>
      }
    >
      <div className="stack">
        {props.notice}
        <p>
          {conflictText.deletedHere(
            sayMinute(deletedAt),
            sayMinute(theirs.updatedAt),
          )}
        </p>
        <dl className="facts">
          <dt>{conflictText.theirState}</dt>
          <dd>{stateLabels[theirs.state]}</dd>
        </dl>
        <p className="quiet">
          {canDelete
            ? conflictText.deleteConsequence
            : conflictText.deletedHereDecided(stateLabels[theirs.state])}
        </p>
      </div>
    </Dialog>
  );
}
