import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import { useAtStake } from "../app/at-stake.ts";
import { call } from "../app/bridge.ts";
import { setSession, useKeyReading } from "../app/host-state.ts";
import { frameText } from "../text/frame-text.ts";
import { enterText } from "../text/hall-text.ts";
import { CertificateChoice } from "../ui/keys/certificate-choice.tsx";
import { certificateOptions } from "../ui/keys/choosable-certificates.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { KeyGuidance } from "../ui/keys/key-guidance.tsx";
import { RefusalTable } from "../ui/keys/refusal-table.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** 进入应用: the choice is the signing certificate of this session. */
export function ChooseCertificateDialog(props: {
  /** Locked, the dialog stays beneath the lock. */
  session: Exclude<SessionState, { kind: "signed-out" }>;
  /** With the certificate's SHA-256. */
  onChosen: (certificateSha256: string) => void;
  onCancel: () => void;
}) {
  const { session } = props;
  useAtStake("choice");
  const { overview, problem: keyProblem } = useKeyReading();
  const [pickedId, setPickedId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const options = certificateOptions(overview, session.person.uscc);
  const choosable = options
    .filter(({ opens }) => opens === "all")
    .map(({ certificate }) => certificate.id);
  const earlierId = findCertificate(
    overview,
    session.kind === "signed-in" ? session.signingCertificate : null,
  )?.id;
  const chosenId =
    [pickedId, earlierId, choosable.length === 1 ? choosable[0] : null].find(
      (id) => typeof id === "string" && choosable.includes(id),
    ) ?? null;

  const confirm = async () => {
    const chosen = options.find(
      ({ certificate }) => certificate.id === chosenId,
    )?.certificate;
    if (chosen === undefined) return;
    setIsBusy(true);
    setProblem(null);
    try {
      setSession(
        await call("session.choose-signing-certificate", {
          certificateId: chosen.id,
        }),
      );
      props.onChosen(chosen.certificateSha256);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Dialog
      title={enterText.title}
      width={640}
      onCancel={props.onCancel}
      onConfirm={() => void confirm()}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={chosenId === null}
            onClick={() => void confirm()}
          >
            {enterText.confirm}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{enterText.explanation}</p>
        <KeyGuidance overview={overview} problem={keyProblem} />
        {options.length > 0 && (
          <CertificateChoice
            options={options}
            chosenId={chosenId}
            onChoose={setPickedId}
            isTitled
          />
        )}
        {overview !== null && (
          <RefusalTable overview={overview} options={options} />
        )}
        {problem !== null && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  );
}
