import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { frameText } from "../../text/frame-text.ts";
import { pinText } from "../../text/usb-key-text.ts";
import { problemOf } from "../problem-of.ts";
import { ProblemNotice } from "../problem-notice.tsx";
import { PinForm, type PinEntry } from "./pin-form.tsx";
import { Dialog } from "../dialog.tsx";

/** While the key works there is no way out: what is being signed cannot be taken back by closing a window. */
export function PinDialog(props: {
  title: string;
  /** Undefined while the key is not plugged in: the dialog waits for it. */
  certificate: KeyCertificate | undefined;
  /** What became of the step while that key is away, and what to do; otherwise only that there is none. */
  whileAway?: { readonly sentence: string; readonly nextStep: string };
  purpose: string;
  verb: string;
  onConfirm: (entry: PinEntry) => Promise<void>;
  onTyping?: () => void;
  onCancel: () => void;
}) {
  const { certificate } = props;
  const [isBusy, setIsBusy] = useState(false);
  /** Kept here, because the form goes with its key. */
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async (entry: PinEntry) => {
    setIsBusy(true);
    setProblem(null);
    try {
      await props.onConfirm(entry);
    } catch (error) {
      setProblem(problemOf(error));
      throw error;
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
          {isBusy ? (
            <p role="status">{pinText.busy}</p>
          ) : (
            <>
              {problem !== null && problem.code !== "key-removed" && (
                <ProblemNotice problem={problem} />
              )}
              <ProblemNotice
                problem={{
                  code: props.whileAway ? "key-removed" : "key-absent",
                }}
                tone="warning"
                {...props.whileAway}
              />
            </>
          )}
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
