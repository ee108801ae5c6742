import { useState } from "react";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { draftFileText } from "../text/draft-file-text.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { judgeTyped } from "./judge-typed.ts";
import {
  againId,
  PassphraseFields,
  passphraseId,
} from "./passphrase-fields.tsx";
import { TransferProgress } from "./transfer-progress.tsx";
import "../ui/fields/fields.css";

/** 导出: a passphrase first, then the host asks where to. */
export function ExportDialog(props: { filingId: string; onDone: () => void }) {
  const [typed, setTyped] = useState({ passphrase: "", again: "" });
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();

  const start = () => {
    setIsTried(true);
    const problems = judgeTyped(typed);
    if (problems.passphrase !== undefined || problems.again !== undefined) {
      const id = problems.passphrase === undefined ? againId : passphraseId;
      document.getElementById(id)?.focus();
      return;
    }
    const { filingId } = props;
    const { passphrase } = typed;
    attempt(async () => {
      const answer = await call("draft-files.export", { filingId, passphrase });
      if (answer.kind === "not-chosen") return;
      announce(draftFileText.written(answer.fileName));
      props.onDone();
    });
  };
  const cancel = () => {
    if (isBusy) void call("draft-files.cancel", {});
    else props.onDone();
  };
  return (
    <FormDialog
      title={draftFileText.exportTitle}
      width={560}
      verb={draftFileText.exportVerb}
      isBusy={isBusy}
      onConfirm={start}
      onCancel={cancel}
    >
      <p>{draftFileText.exportNote}</p>
      <PassphraseFields
        value={typed}
        onValue={setTyped}
        isProblemShown={isTried}
      />
      <p className="quiet">{draftFileText.forgotten}</p>
      {isBusy && <TransferProgress label={draftFileText.writing} />}
      {problem !== null && (
        <ProblemNotice
          problem={problem}
          {...(problem.code === "draft-file-cancelled"
            ? { tone: "warning" as const }
            : {})}
        />
      )}
    </FormDialog>
  );
}
