import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { call } from "../app/bridge.ts";
import {
  cancelSendingText,
  deleteText,
  discardText,
  startOverText,
} from "../text/filing-list-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";

export type RowQuestion =
  "delete" | "discard" | "cancel-sending" | "start-over";

/** Everything about a row that is asked first, with its consequence. */
export function RowDialog(props: {
  question: RowQuestion;
  row: FilingRow;
  onDone: () => void;
  /** A new draft has come of it. */
  onDraft: (filingId: string) => void;
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
    "start-over": {
      text: startOverText,
      consequence: startOverConsequence(props.row),
      act: async () => {
        const { draftId } = await call("filings.start-over", { filingId });
        if (draftId !== null) props.onDraft(draftId);
      },
    },
  }[props.question];
  return (
    <AskDialog
      title={text.title}
      verb={text.verb}
      isDestructive={props.question !== "start-over"}
      {...("back" in text ? { backWords: text.back } : {})}
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

function startOverConsequence({ sync }: FilingRow): string {
  const isOlderKnown =
    sync.kind === "failed" && sync.problem.facts?.["state"] !== undefined;
  return isOlderKnown ? startOverText.olderVersion : startOverText.newDraft;
}

function deleteConsequence(row: FilingRow): string {
  if (row.kind === "amendment") return deleteText.amendment;
  return row.state === "draft" ? deleteText.draft : deleteText.saved;
}
