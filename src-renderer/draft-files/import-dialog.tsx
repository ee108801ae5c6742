import { useState } from "react";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { draftFileText } from "../text/draft-file-text.ts";
import { saySize } from "../text/say-time.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { passphraseId } from "./passphrase-fields.tsx";
import { TransferProgress } from "./transfer-progress.tsx";
import "../ui/fields/fields.css";

export interface ChosenFile {
  readonly fileName: string;
  readonly size: number;
}

/** 导入, once the file is chosen and looks whole: its passphrase, as often as need be. */
export function ImportDialog(props: {
  chosen: ChosenFile;
  onDone: () => void;
}) {
  const { fileName, size } = props.chosen;
  const [passphrase, setPassphrase] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const messages = {
    problem: isTried && passphrase === "" ? draftFileText.required : undefined,
  };

  const focusField = () => document.getElementById(passphraseId)?.focus();
  const start = () => {
    setIsTried(true);
    if (passphrase === "") {
      focusField();
      return;
    }
    attempt(async () => {
      const { filingId } = await call("draft-files.import", { passphrase });
      announce(draftFileText.imported, filingId);
      props.onDone();
    }, focusField);
  };
  const cancel = () => {
    if (isBusy) void call("draft-files.cancel", {});
    else props.onDone();
  };
  return (
    <FormDialog
      title={draftFileText.importTitle}
      width={560}
      verb={draftFileText.importVerb}
      isBusy={isBusy}
      onConfirm={start}
      onCancel={cancel}
    >
      <p>{draftFileText.chosenFile(fileName, saySize(size))}</p>
      <p>{draftFileText.importNote}</p>
      <FieldFrame
        id={passphraseId}
        label={draftFileText.passphrase}
        isRequired
        messages={messages}
      >
        <div className="width-person">
          <SecretInput
            id={passphraseId}
            value={passphrase}
            onValue={setPassphrase}
            describedBy={describedBy(passphraseId, messages)}
            isInvalid={messages.problem !== undefined}
            isFirst
          />
        </div>
      </FieldFrame>
      {isBusy && <TransferProgress label={draftFileText.reading} />}
      {problem !== null && <ProblemNotice problem={problem} />}
    </FormDialog>
  );
}
