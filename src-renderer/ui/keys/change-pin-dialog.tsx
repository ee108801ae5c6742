import { Alert, Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { frameText } from "../../text/frame-text.ts";
import { changePinText, pinText } from "../../text/usb-key-text.ts";
import { Dialog, firstFocus } from "../dialog.tsx";
import { problemOf } from "../problem-of.ts";
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
  /** Kept here, because the form goes with its key. */
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async (change: PinChange) => {
    setProblem(null);
    try {
      await props.onConfirm(change);
      setIsDone(true);
    } catch (error) {
      setProblem(problemOf(error));
      throw error;
    }
  };
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
          {isBusy ? (
            <p role="status">{pinText.busy}</p>
          ) : (
            <>
              {problem !== null && problem.code !== "key-removed" && (
                <ProblemNotice problem={problem} />
              )}
              <ProblemNotice problem={{ code: "key-absent" }} tone="warning" />
            </>
          )}
          <div className="line line-end">
            <Button disabled={isBusy} onClick={onClose}>
              {frameText.cancel}
            </Button>
          </div>
        </div>
      ) : (
        <ChangePinForm
          certificate={certificate}
          onBusy={setIsBusy}
          lastProblem={problem}
          onConfirm={confirm}
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
