import { Button } from "antd";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { diagnosticsText } from "../text/diagnostics-text.ts";
import { frameText } from "../text/frame-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";

const collect = () => call("diagnostics.preview-file", {});

/** Everything that the file would hold, to be read first; where it goes, the host asks in a dialog of its own. */
export function SaveFileDialog(props: {
  onSaved: (path: string) => void;
  onCancel: () => void;
}) {
  const { content, problem } = useAnswer(collect);
  const saving = useAttempt();
  const save = (): void => {
    saving.attempt(async () => {
      const { path } = await call("diagnostics.save-file", {});
      if (path !== null) props.onSaved(path);
    });
  };
  return (
    <Dialog
      title={diagnosticsText.saveFile}
      width="min(860px, 92vw)"
      centered
      onCancel={props.onCancel}
      footer={
        <>
          <Button {...firstFocus} onClick={props.onCancel}>
            {frameText.cancel}
          </Button>
          <Button
            type="primary"
            disabled={content === null}
            loading={saving.isBusy}
            onClick={save}
          >
            {diagnosticsText.chooseWhere}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{diagnosticsText.fileIntroduction}</p>
        {problem !== null && <ProblemNotice problem={problem} />}
        {content === null && problem === null && (
          <p role="status">{diagnosticsText.reading}</p>
        )}
        {content?.files.map(({ name, text }) => (
          <label key={name} className="stack diagnostics-file">
            {diagnosticsText.files[name] ?? name}
            <textarea
              className="diagnostics-text"
              readOnly
              rows={5}
              value={text === "" ? diagnosticsText.nothing : text}
            />
          </label>
        ))}
        {saving.problem !== null && <ProblemNotice problem={saving.problem} />}
      </div>
    </Dialog>
  );
}
