import { Alert, Button } from "antd";
import { useState } from "react";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { frameText } from "../../text/frame-text.ts";
import { changePinText } from "../../text/usb-key-text.ts";
import { Dialog, firstFocus } from "../dialog.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { ChangePinForm, type PinChange } from "./change-pin-form.tsx";

/** 修改PIN码. While the key works there is no way out: whether it took the new PIN must be seen. */
export function ChangePinDialog(props: {
  /** Undefined while the key is not plugged in: the dialog waits for it. */
  certificate: KeyCertificate | undefined;
  onConfirm: (change: PinChange) => Promise<void>;
  onClose: () => void;
}) {
  const { certificate, onClose } = props;
  const [isBusy, setIsBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  return (
    <Dialog
      title={changePinText.title}
      width={520}
      onCancel={onClose}
      closable={!isBusy}
      keyboard={!isBusy}
      footer={null}
    >
      {isDone ? (
        <div className="stack">
          <Alert
            type="success"
            showIcon
            role="status"
            title={changePinText.done}
          />
          <div className="line line-end">
            <Button type="primary" onClick={onClose} autoFocus {...firstFocus}>
              {frameText.close}
            </Button>
          </div>
        </div>
      ) : certificate === undefined ? (
        <div className="stack">
          <ProblemNotice problem={{ code: "key-absent" }} tone="warning" />
          <div className="line line-end">
            <Button onClick={onClose}>{frameText.cancel}</Button>
          </div>
        </div>
      ) : (
        <ChangePinForm
          certificate={certificate}
          onBusy={setIsBusy}
          onConfirm={async (change) => {
            await props.onConfirm(change);
            setIsDone(true);
          }}
          otherButtons={
            <Button disabled={isBusy} onClick={onClose}>
              {frameText.cancel}
            </Button>
          }
        />
      )}
    </Dialog>
  );
}
