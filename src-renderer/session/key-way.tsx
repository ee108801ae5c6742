import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../src-shared/usb-key/usb-key-procedures.ts";
import { ChangePin } from "../app/change-pin.tsx";
import { setSession, useKeyReading } from "../app/host-state.ts";
import { replaceWith } from "../app/place.ts";
import { tryPin } from "../app/try-pin.ts";
import { frameText } from "../text/frame-text.ts";
import { signInText } from "../text/session-text.ts";
import { changePinText } from "../text/usb-key-text.ts";
import { CertificateChoice } from "../ui/keys/certificate-choice.tsx";
import {
  certificateOptions,
  soleCertificate,
  type CertificateOption,
} from "../ui/keys/choosable-certificates.ts";
import { KeyGuidance } from "../ui/keys/key-guidance.tsx";
import { PinForm } from "../ui/keys/pin-form.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { RefusalTable } from "../ui/keys/refusal-table.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { findAgain, type Whereabouts } from "./find-again.ts";
import { RecoveryCodeEntry } from "./recovery-code-entry.tsx";
import { useKeySignIn } from "./use-key-sign-in.ts";

/** 使用电子钥匙: the certificate shows itself, the clerk types the PIN. */
export function KeyWay() {
  const { overview, problem } = useKeyReading();
  const { isBusy, signIn, cancel } = useKeySignIn();
  const [work, setWork] = useState<Work | null>(null);
  /** The digest of a certificate; its key may be away meanwhile. */
  const [changingPinOf, setChangingPinOf] = useState<string | null>(null);
  const options = certificateOptions(overview, null);
  const whereabouts =
    work === null || overview === null
      ? null
      : findAgain(overview, work.certificate);
  const certificate = chosenCertificate(options, whereabouts);
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  return (
    <>
      <p className="quiet">{signInText.introduction}</p>
      {work !== null && whereabouts?.kind === "pulled" ? (
        <ProblemNotice
          problem={{ code: "key-removed" }}
          tone="warning"
          {...signInText.pulled[work.step]}
        />
      ) : whereabouts?.kind === "unclear" ? (
        <ProblemNotice problem={whereabouts} tone="warning" />
      ) : (
        <KeyGuidance overview={overview} problem={problem} />
      )}
      {options.length > 0 && (
        <CertificateChoice
          options={options}
          chosenId={certificate?.id ?? null}
          onChoose={(chosenId) => {
            const chosen = options.find(
              (each) => each.certificate.id === chosenId,
            );
            if (chosen !== undefined)
              setWork({ certificate: chosen.certificate, step: "chosen" });
          }}
        />
      )}
      {certificate === undefined ? (
        <PinPlaceholder options={options} />
      ) : (
        <PinForm
          key={keyNameOf(certificate)}
          furtherFields={
            recoveryCode === null ? null : (
              <RecoveryCodeEntry
                value={recoveryCode}
                onChange={setRecoveryCode}
              />
            )
          }
          certificate={certificate}
          purpose={
            certificate.usability.kind === "usable"
              ? signInText.purpose
              : signInText.readingPurpose
          }
          verb={signInText.verb}
          otherButtons={
            isBusy ? (
              <Button onClick={cancel}>{frameText.cancel}</Button>
            ) : (
              <Button
                onClick={() => setChangingPinOf(certificate.certificateSha256)}
              >
                {changePinText.title}
              </Button>
            )
          }
          onTyping={() => setWork({ certificate, step: "typed" })}
          onConfirm={(entry) =>
            tryPin(async () => {
              const state = await signIn({
                certificateId: certificate.id,
                ...entry,
                recoveryCode: recoveryCode === "" ? null : recoveryCode,
              }).catch((error: unknown) => {
                const told = problemOf(error);
                if (told.code === "identity-store-unreadable")
                  setRecoveryCode((typed) => typed ?? "");
                setWork({ certificate, step: stepOf(told) });
                throw error;
              });
              replaceWith({ kind: "hall" });
              setSession(state);
            })
          }
        />
      )}
      {changingPinOf !== null && (
        <ChangePin
          certificateSha256={changingPinOf}
          onClose={() => setChangingPinOf(null)}
        />
      )}
      {overview !== null && (
        <RefusalTable overview={overview} options={options} />
      )}
    </>
  );
}

/** Whichever driver shows it. */
function keyNameOf(certificate: KeyCertificate): string {
  const { keySerialNumber, keyLabel, certificateSha256 } = certificate;
  return JSON.stringify([keySerialNumber, keyLabel, certificateSha256]);
}

/** How far the clerk has come with a certificate. */
interface Work {
  readonly certificate: KeyCertificate;
  readonly step: keyof typeof signInText.pulled;
}

/** Where the key was gone before anything was asked of it, no call of PKCS#11 is told. */
function stepOf({ code, facts }: Problem): Work["step"] {
  if (code !== "key-removed") return "chosen";
  const call = facts?.["call"];
  if (call === undefined) return "typed";
  return call === "C_Sign" ? "proved" : "sent";
}

/** Where only one certificate can be used there is nothing to choose; another one never takes the place of a chosen one. */
function chosenCertificate(
  options: readonly CertificateOption[],
  whereabouts: Whereabouts | null,
): KeyCertificate | undefined {
  if (whereabouts === null) return soleCertificate(options);
  if (whereabouts.kind !== "here") return undefined;
  return options.find(
    ({ certificate: { id }, opens }) =>
      id === whereabouts.certificate.id && opens !== "nothing",
  )?.certificate;
}

function PinPlaceholder(props: { options: readonly CertificateOption[] }) {
  if (props.options.length === 0) return null;
  const canChoose = props.options.some(({ opens }) => opens !== "nothing");
  const isJudged = !props.options.some(
    ({ certificate: { usability } }) =>
      usability.kind === "unusable" &&
      usability.reason === "certificate-trust-awaited",
  );
  if (!canChoose && !isJudged) return null;
  return (
    <p className="quiet">
      {canChoose ? signInText.chooseFirst : signInText.noneUsable}
    </p>
  );
}
