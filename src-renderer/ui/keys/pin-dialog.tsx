import { Button } from "antd";
import type {
  KeyCertificate,
  PinState,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { frameText } from "../../text/frame-text.ts";
import { ProblemNotice } from "../problem-notice.tsx";
import { PinForm, type PinEntry } from "./pin-form.tsx";
import { Dialog } from "../dialog.tsx";

export function PinDialog(props: {
  title: string;
  /** Undefined while the key is not plugged in: the dialog waits for it. */
  certificate: KeyCertificate | undefined;
  pinState: PinState;
  purpose: string;
  verb: string;
  onConfirm: (entry: PinEntry) => Promise<void>;
  onCancel: () => void;
}) {
  const { certificate } = props;
  const cancel = <Button onClick={props.onCancel}>{frameText.cancel}</Button>;
  return (
    <Dialog
      title={props.title}
      width={520}
      onCancel={props.onCancel}
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
          pinState={props.pinState}
          purpose={props.purpose}
          verb={props.verb}
          onConfirm={props.onConfirm}
          otherButtons={cancel}
        />
      )}
    </Dialog>
  );
}
