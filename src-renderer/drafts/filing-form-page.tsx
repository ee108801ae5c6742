import { Button } from "antd";
import { useCallback, useState } from "react";
import { call } from "../app/bridge.ts";
import { problemOf } from "../ui/problem-of.ts";
import type { FormMode } from "../app/place.ts";
import { useAnswer } from "../app/use-answer.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { formText } from "../text/form-text.ts";
import { firstFocus } from "../ui/dialog.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import type { AttachmentParts } from "./attachment-parts.ts";
import { sayMinute } from "../text/say-time.ts";
import { Question } from "./closing-dialog.tsx";
import { openFiling, type OpenedFiling } from "./open-filing.ts";
import { OpenForm } from "./open-form.tsx";
import { wasFormOpen } from "../app/open-form-memory.ts";
import "../ui/fields/fields.css";
import "./filing-form.css";

const notNow: Problem = { code: "filing-action-not-allowed" };

/** 录入 / 变更二手车备案申请表. `filingId` of a new form is the id it will be kept under. */
export function FilingFormPage(props: {
  filingId: string;
  mode: FormMode;
  onClose: () => void;
  attachmentParts: AttachmentParts;
}) {
  const { filingId, mode, onClose } = props;
  const open = useCallback(() => openFiling(filingId, mode), [filingId, mode]);
  const { content: opened, problem, askAgain } = useAnswer(open);
  const [goesOn, setGoesOn] = useState(() => wasFormOpen(filingId));
  const [discardProblem, setDiscardProblem] = useState<Problem | null>(null);

  const discard = async () => {
    try {
      await call("drafts.discard-working-copy", { filingId });
      askAgain();
    } catch (error) {
      setDiscardProblem(problemOf(error));
    }
  };

  const told =
    discardProblem ??
    (opened === null ? problem : isOpenForChanges(opened) ? null : notNow);
  if (told !== null)
    return (
      <div className="filing-form">
        <ProblemNotice
          problem={told}
          action={
            <Button
              onClick={() => {
                setDiscardProblem(null);
                askAgain();
              }}
            >
              {formText.tryAgain}
            </Button>
          }
        />
        <div>
          <Button onClick={onClose}>{formText.backToList}</Button>
        </div>
      </div>
    );
  if (opened === null) return <LoadingBlock />;

  const workingCopy = opened.detail?.workingCopy ?? null;
  if (workingCopy !== null && !goesOn)
    return (
      <Question
        title={formText.workingCopyTitle}
        sentence={formText.workingCopySentence(sayMinute(workingCopy.savedAt))}
        onCancel={onClose}
      >
        <Button danger onClick={() => void discard()}>
          {formText.discard}
        </Button>
        <Button type="primary" {...firstFocus} onClick={() => setGoesOn(true)}>
          {formText.goOn}
        </Button>
      </Question>
    );
  return (
    <OpenForm
      filingId={filingId}
      mode={mode}
      opened={opened}
      attachmentParts={props.attachmentParts}
      onClose={onClose}
    />
  );
}

/** The address of a form may be older than its row: nobody should fill in what can no longer be saved. */
function isOpenForChanges({ detail }: OpenedFiling): boolean {
  return (
    detail === null ||
    detail.row.actions.some((action) => action === "edit" || action === "amend")
  );
}
