import { Alert } from "antd";
import { useEffect, useRef } from "react";
import { useAtStake } from "../app/at-stake.ts";
import type { FormMode } from "../app/place.ts";
import { formText } from "../text/form-text.ts";
import { AssessmentPart } from "./assessment-part.tsx";
import type { AttachmentParts } from "./attachment-parts.ts";
import { BasicPart } from "./basic-part.tsx";
import { ClosingDialog } from "./closing-dialog.tsx";
import { ContactPart } from "./contact-part.tsx";
import { FilesPart } from "./files-part.tsx";
import { FormBar } from "./form-bar.tsx";
import { useFormCommands } from "./form-commands.ts";
import { FormContext } from "./form-context.ts";
import { FormIndex } from "./form-index.tsx";
import { OlderFormNotice } from "./older-form-notice.tsx";
import type { OpenedFiling } from "./open-filing.ts";
import { ProblemPanel } from "./problem-panel.tsx";
import { useKeepKey } from "./use-keep-key.ts";
import { useRemoval } from "./use-removal.ts";
import { useRunningForm } from "./use-running-form.ts";

/** The form itself, once its content is there. */
export function OpenForm(props: {
  filingId: string;
  mode: FormMode;
  opened: OpenedFiling;
  attachmentParts: AttachmentParts;
  onClose: () => void;
}) {
  const { filingId, opened, attachmentParts } = props;
  useAtStake("form");
  const { detail } = opened;
  const workingCopy = detail?.workingCopy ?? null;
  const opinion = detail?.opinion ?? null;
  const { Desk } = attachmentParts;
  const running = useRunningForm(filingId, opened);
  const { form, autosave } = running;
  const isRemoved = useRemoval(filingId, detail);
  const isUploading = useRef(false);
  const isAmendment =
    props.mode === "amend" || detail?.row.kind === "amendment";
  const commands = useFormCommands(running, {
    filingId,
    restsOn: detail?.contentDigest ?? null,
    isSavedRow: detail !== null && detail.row.state !== "draft",
    hadWorkingCopy: workingCopy !== null,
    isUploading: () => isUploading.current,
    onClose: props.onClose,
  });
  useKeepKey(() => void (isAmendment ? commands.save() : commands.keep()));
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  return (
    <FormContext value={form}>
      <Desk
        onAttach={form.attach}
        onBusyChange={(isBusy) => {
          isUploading.current = isBusy;
        }}
      >
        <div className="filing-form" onBlur={() => void autosave.flush()}>
          <h1 className="page-title" tabIndex={-1} ref={title}>
            {isAmendment ? formText.titleAmend : formText.titleNew}
          </h1>
          <OlderFormNotice toCheck={detail?.toCheck ?? []} />
          {opinion !== null && (
            <Alert
              type="warning"
              showIcon
              title={formText.opinionTitle(opinion.authority)}
              description={opinion.text}
            />
          )}
          <div className="form-columns">
            <div className="form-side">
              <FormIndex hasAssessment={isAmendment} />
              {commands.isPanelOpen && <ProblemPanel />}
            </div>
            <div className="form-parts">
              <BasicPart
                attachmentParts={attachmentParts}
                dictionaryProblem={running.dictionaryProblem}
                onReadDictionaries={running.readDictionaries}
              />
              <FilesPart attachmentParts={attachmentParts} />
              <ContactPart />
              {isAmendment && (
                <AssessmentPart authority={detail?.approval?.authority ?? ""} />
              )}
            </div>
          </div>
          <FormBar
            commands={commands}
            canKeep={!isAmendment}
            isRemoved={isRemoved}
          />
        </div>
      </Desk>
      <ClosingDialog commands={commands} />
    </FormContext>
  );
}
