import { Button } from "antd";
import { formText } from "../text/form-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { sayClock } from "../text/say-time.ts";
import { useFormState } from "./form-context.ts";
import type { FormCommands } from "./form-commands.ts";

/** The fixed bar at the bottom: is my work safe, and what can I do now. */
export function FormBar(props: {
  commands: FormCommands;
  canKeep: boolean;
  /** At the API, maybe while the form is open. */
  isRemoved: boolean;
}) {
  const { commands } = props;
  return (
    <footer className="form-bar">
      {props.isRemoved && (
        <ProblemNotice problem={{ code: "filing-removed" }} tone="warning" />
      )}
      {commands.problem !== null && (
        <ProblemNotice problem={commands.problem} />
      )}
      <div className="form-bar-line">
        <div className="form-bar-state">
          <SavingLine />
          <span role="status">{commands.said}</span>
        </div>
        {props.canKeep && (
          <Button onClick={() => void commands.keep()}>{formText.keep}</Button>
        )}
        <Button
          type="primary"
          loading={commands.isSaving}
          onClick={() => void commands.save()}
        >
          {formText.save}
        </Button>
        <Button onClick={() => void commands.close()}>{formText.close}</Button>
      </div>
    </footer>
  );
}

function SavingLine() {
  const saving = useFormState((state) => state.saving);
  switch (saving.kind) {
    case "untouched":
      return <span className="quiet">{formText.notSavedYet}</span>;
    case "saving":
      return <span className="quiet">{formText.saving}</span>;
    case "saved":
      return (
        <span className="saved-line">
          {formText.saved(sayClock(saving.savedAt))}
        </span>
      );
    case "failed": {
      const { sentence, nextStep } = sayProblem(saving.problem);
      return (
        <span className="field-problem" role="alert">
          {formText.saveFailed(`${sentence}${nextStep}`)}
        </span>
      );
    }
  }
}
