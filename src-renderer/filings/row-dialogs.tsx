import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { call } from "../app/bridge.ts";
import {
  cancelSendingText,
  deleteText,
  discardText,
} from "../text/filing-list-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";

export type RowQuestion = "delete" | "discard" | "cancel-sending";

/** Everything about a row that is asked first, with its consequence. */
export function RowDialog(props: {
  question: RowQuestion;
  row: FilingRow;
  onDone: () => void;
  onCancel: () => void;
}) {
  const filingId = props.row.id;
  const { text, consequence, act } = {
    delete: {
      text: deleteText,
      consequence: deleteConsequence(props.row),
      act: () => call("filings.delete", { filingId }),
    },
    discard: {
      text: discardText,
      consequence: discardText.consequence,
      act: () => call("drafts.discard-working-copy", { filingId }),
    },
    "cancel-sending": {
      text: cancelSendingText,
      consequence: cancelSendingText.consequence,
      act: () => call("filings.cancel-sending", { filingId }),
    },
  }[props.question];
  return (
    <AskDialog
      title={text.title}
      verb={text.verb}
      isDestructive
      {...(props.question === "cancel-sending"
        ? { backWords: cancelSendingText.back }
        : {})}
      onCancel={props.onCancel}
      onConfirm={async () => {
        await act();
        props.onDone();
      }}
    >
      <p>{consequence}</p>
    </AskDialog>
  );
}

function deleteConsequence(row: FilingRow): string {
  if (row.kind === "amendment") return deleteText.amendment;
  return row.state === "draft" ? deleteText.draft : deleteText.saved;
}
