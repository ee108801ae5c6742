import { Button } from "antd";
import type { ReactNode } from "react";
import { formText } from "../text/form-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import type { FormCommands } from "./form-commands.ts";

/** Asks before a form is left that has something to lose; the first button loses nothing. */
export function ClosingDialog(props: { commands: FormCommands }) {
  const { commands } = props;
  const goOn = (
    <Button key="go-on" {...firstFocus} onClick={commands.goOnEditing}>
      {formText.goOnEditing}
    </Button>
  );
  switch (commands.question) {
    case null:
      return null;
    case "uploads":
      return (
        <Question
          title={formText.uploadsTitle}
          sentence={formText.uploadsSentence}
          onCancel={commands.goOnEditing}
        >
          {goOn}
          <Button
            type="primary"
            danger
            onClick={() => {
              commands.goOnEditing();
              void commands.close("even-uploading");
            }}
          >
            {formText.closeAnyway}
          </Button>
        </Question>
      );
    case "unsaved":
      return (
        <Question
          title={formText.unsavedTitle}
          sentence={formText.unsavedSentence}
          onCancel={commands.goOnEditing}
        >
          {goOn}
          <Button
            type="primary"
            danger
            onClick={() => void commands.leaveUnsaved()}
          >
            {formText.closeAnyway}
          </Button>
        </Question>
      );
    case "working-copy":
      return (
        <Question
          title={formText.closeTitle}
          sentence={formText.closeSentence}
          onCancel={commands.goOnEditing}
        >
          {goOn}
          <Button danger onClick={() => void commands.discardChanges()}>
            {formText.discardChanges}
          </Button>
          <Button type="primary" onClick={commands.keepChanges}>
            {formText.keepChanges}
          </Button>
        </Question>
      );
  }
}

export function Question(props: {
  title: string;
  sentence: string;
  onCancel: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog
      width={520}
      title={props.title}
      onCancel={props.onCancel}
      footer={props.children}
    >
      <p>{props.sentence}</p>
    </Dialog>
  );
}
