import { Button } from "antd";
import { useCallback, useState } from "react";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { useAtStake } from "../app/at-stake.ts";
import { call } from "../app/bridge.ts";
import { useKeyReading } from "../app/host-state.ts";
import { useAnswer } from "../app/use-answer.ts";
import { frameText } from "../text/frame-text.ts";
import { submissionText } from "../text/submission-text.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import type { PinEntry } from "../ui/keys/pin-form.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { readFrozen, type ReadFrozen } from "./read-frozen.ts";
import { SignPinDialog } from "./sign-pin-dialog.tsx";
import { SubmissionSummary } from "./submission-summary.tsx";
import "./filings.css";
import { Dialog, firstFocus } from "../ui/dialog.tsx";

/** Freezes, shows what is frozen, asks for the PIN, submits. Each step waits for a click. */
export function SubmitDialog(props: {
  filingId: string;
  /** SHA-256 of the certificate chosen at 进入应用; null for an account. */
  signingCertificate: string | null;
  onSubmitted: (row: FilingRow, wasSigned: boolean) => void;
  onCancel: () => void;
}) {
  const { filingId } = props;
  useAtStake("reading");
  const [isAskingPin, setIsAskingPin] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const freeze = useCallback(
    async () => readFrozen(await call("filings.freeze", { filingId })),
    [filingId],
  );
  const { content: frozen, problem: freezeProblem } = useAnswer(freeze);

  const submit = async (toSubmit: ReadFrozen, entry: PinEntry) => {
    const row = await call("filings.submit", {
      submissionId: toSubmit.submissionId,
      digest: toSubmit.digest,
      ...entry,
    });
    props.onSubmitted(row, toSubmit.isSignatureNeeded);
  };
  const goOn = () => {
    if (frozen === null) return;
    if (frozen.isSignatureNeeded) {
      setIsAskingPin(true);
      return;
    }
    submit(frozen, { pin: null, isFinalTryConfirmed: false }).catch(
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  const isSigningKeyAway = useKeyReading(
    ({ overview }) =>
      overview !== null &&
      props.signingCertificate !== null &&
      findCertificate(overview, props.signingCertificate) === undefined,
  );
  const shownProblem = freezeProblem ?? problem;

  return (
    <>
      <Dialog
        title={
          frozen?.isSignatureNeeded === false
            ? submissionText.unsignedTitle
            : submissionText.title
        }
        width={1040}
        onCancel={props.onCancel}
        onConfirm={goOn}
        footer={
          <>
            <Button onClick={props.onCancel}>{frameText.cancel}</Button>
            <Button type="primary" disabled={frozen === null} onClick={goOn}>
              {frozen?.isSignatureNeeded === false
                ? submissionText.sendUnsigned
                : submissionText.sign}
            </Button>
          </>
        }
      >
        <div
          className="submission-scroll"
          role="region"
          aria-label={
            frozen?.isSignatureNeeded === false
              ? submissionText.unsignedTitle
              : submissionText.title
          }
          tabIndex={0}
          {...firstFocus}
        >
          {shownProblem !== null && <ProblemNotice problem={shownProblem} />}
          {isSigningKeyAway && (
            <ProblemNotice
              problem={{ code: "key-removed" }}
              tone="warning"
              {...submissionText.signingKeyPulled.reading}
            />
          )}
          {frozen !== null && <SubmissionSummary frozen={frozen} />}
          {frozen === null && freezeProblem === null && <LoadingBlock />}
        </div>
      </Dialog>
      {isAskingPin && frozen !== null && (
        <SignPinDialog
          signingCertificate={props.signingCertificate}
          enterpriseName={frozen.submission.fields.enterpriseName}
          onConfirm={(entry) => submit(frozen, entry)}
          onCancel={() => setIsAskingPin(false)}
        />
      )}
    </>
  );
}
