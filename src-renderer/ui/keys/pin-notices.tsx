import { Alert, Input } from "antd";
import { useId } from "react";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { pinText } from "../../text/usb-key-text.ts";
import { ProblemNotice } from "../problem-notice.tsx";

/** What stands between the clerk and the next try: the last problem, a locked key, tries already lost. */
export function PinNotices(props: {
  certificate: KeyCertificate;
  problem: Problem | null;
  isFinalTry: boolean;
}) {
  const { problem } = props;
  const { pin, authority } = props.certificate;
  const isLocked = pin.isLocked || problem?.code === "key-pin-locked";
  if (isLocked)
    return (
      <ProblemNotice
        problem={{ code: "key-pin-locked" }}
        nextStep={authority.unlock}
      />
    );
  if (problem?.code === "key-pin-wrong")
    return (
      <ProblemNotice
        problem={problem}
        nextStep={pinText.checkAgain(authority.locksAfter)}
      />
    );
  const lost = [
    !props.isFinalTry && (pin.isCountLow || pin.wrongTries > 0)
      ? pinText.countLow(pin.wrongTries)
      : "",
    pin.uncertainTries > 0 ? pinText.uncertain(pin.uncertainTries) : "",
  ].join("");
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      {lost !== "" && (
        <Alert
          type="warning"
          showIcon
          title={lost}
          description={pinText.checkAgain(authority.locksAfter)}
        />
      )}
    </>
  );
}

/** 我确认, before the try after which the key may be locked. */
export function FinalTryField(props: {
  value: string;
  onChange: (words: string) => void;
}) {
  const id = useId();
  return (
    <>
      <Alert type="error" showIcon role="alert" title={pinText.finalTry} />
      <div className="stack pin-field">
        <label htmlFor={id}>{pinText.finalTryField}</label>
        <Input
          id={id}
          autoComplete="off"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      </div>
    </>
  );
}
