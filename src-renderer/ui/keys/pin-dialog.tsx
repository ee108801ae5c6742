import { Button } from "antd";
import { useState } from "react";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { frameText } from "../../text/frame-text.ts";
import { ProblemNotice } from "../problem-notice.tsx";
import { PinForm, type PinEntry } from "./pin-form.tsx";
import { Dialog } from "../dialog.tsx";

/** While the key works there is no way out: what is being signed cannot be taken back by closing a window. */
export function PinDialog(props: {
  title: string;
  /** Undefined while the key is not plugged in: the dialog waits for it. */
  certificate: KeyCertificate | undefined;
  purpose: string;
  verb: string;
  onConfirm: (entry: PinEntry) => Promise<void>;
  onTyping?: () => void;
  onCancel: () => void;
}) {
  const { certificate } = props;
  const [isBusy, setIsBusy] = useState(false);
  const confirm = async (entry: PinEntry) => {
    setIsBusy(true);
    try {
      await props.onConfirm(entry);
    } finally {
      setIsBusy(false);
    }
  };
  const cancel = (
    <Button disabled={isBusy} onClick={props.onCancel}>
      {frameText.cancel}
    </Button>
  );
  return (
    <Dialog
      title={props.title}
      width={520}
      onCancel={props.onCancel}
      closable={!isBusy}
      keyboard={!isBusy}
      footer={null}
    >
      {certificate === undefined ? (
        <div className="stack">
          <ProblemNotice problem={{ code: "key-absent" }} tone="warning" />
          <div className="line line-end">{cancel}</div>
        </div>
      ) : (
        <PinForm
          certificate={certificate}
          purpose={props.purpose}
          verb={props.verb}
          onConfirm={confirm}
          onTyping={() => props.onTyping?.()}
          otherButtons={cancel}
        />
      )}
    </Dialog>
  );
}
