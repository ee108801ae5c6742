import { Button } from "antd";
import { beginText } from "../text/filing-list-text.ts";
import { frameText } from "../text/frame-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";

/** 新增 where there is an approved filing to start from. */
export function BeginDialog(props: {
  onBegin: (mode: "new" | "copy") => void;
  onCancel: () => void;
}) {
  return (
    <Dialog
      width={520}
      title={beginText.title}
      onCancel={props.onCancel}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button onClick={() => props.onBegin("new")}>
            {beginText.blank}
          </Button>
          <Button
            type="primary"
            {...firstFocus}
            onClick={() => props.onBegin("copy")}
          >
            {beginText.copy}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{beginText.copySentence}</p>
        <p>{beginText.blankSentence}</p>
      </div>
    </Dialog>
  );
}
