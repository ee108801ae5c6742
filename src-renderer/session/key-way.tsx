import { Button } from "antd";
import { useState } from "react";
import type { KeyCertificate } from "../../src-shared/usb-key/usb-key-procedures.ts";
import { call } from "../app/bridge.ts";
import { ChangePin } from "../app/change-pin.tsx";
import { setSession, useKeyReading } from "../app/host-state.ts";
import { replaceWith } from "../app/place.ts";
import { tryPin } from "../app/try-pin.ts";
import { signInText } from "../text/session-text.ts";
import { changePinText } from "../text/usb-key-text.ts";
import { CertificateChoice } from "../ui/keys/certificate-choice.tsx";
import {
  certificateOptions,
  type CertificateOption,
} from "../ui/keys/choosable-certificates.ts";
import { KeyGuidance } from "../ui/keys/key-guidance.tsx";
import { PinForm } from "../ui/keys/pin-form.tsx";
import { RefusalTable } from "../ui/keys/refusal-table.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { RecoveryCodeEntry } from "./recovery-code-entry.tsx";

/** 使用电子钥匙: the certificate shows itself, the clerk types the PIN. */
export function KeyWay() {
  const { overview, problem } = useKeyReading();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isChangingPin, setIsChangingPin] = useState(false);
  const options = certificateOptions(overview, null);
  const certificate = chosenCertificate(options, chosenId);
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  return (
    <>
      <p className="quiet">{signInText.introduction}</p>
      <KeyGuidance overview={overview} problem={problem} />
      {options.length > 0 && (
        <CertificateChoice
          options={options}
          chosenId={certificate?.id ?? null}
          onChoose={setChosenId}
        />
      )}
      {certificate === undefined ? (
        <PinPlaceholder options={options} />
      ) : (
        <PinForm
          key={certificate.id}
          furtherFields={
            recoveryCode === null ? null : (
              <RecoveryCodeEntry
                value={recoveryCode}
                onChange={setRecoveryCode}
              />
            )
          }
          certificate={certificate}
          purpose={signInText.purpose}
          verb={signInText.verb}
          otherButtons={
            <Button onClick={() => setIsChangingPin(true)}>
              {changePinText.title}
            </Button>
          }
          onConfirm={(entry) =>
            tryPin(async () => {
              const state = await call("session.sign-in-with-key", {
                certificateId: certificate.id,
                ...entry,
                recoveryCode: recoveryCode === "" ? null : recoveryCode,
              }).catch((error: unknown) => {
                if (problemOf(error).code === "identity-store-unreadable")
                  setRecoveryCode((typed) => typed ?? "");
                throw error;
              });
              replaceWith({ kind: "hall" });
              setSession(state);
            })
          }
        />
      )}
      {isChangingPin && certificate !== undefined && (
        <ChangePin
          certificateSha256={certificate.certificateSha256}
          onClose={() => setIsChangingPin(false)}
        />
      )}
      {overview !== null && (
        <RefusalTable overview={overview} options={options} />
      )}
    </>
  );
}

/** Where only one certificate can be used there is nothing to choose. */
function chosenCertificate(
  options: readonly CertificateOption[],
  chosenId: string | null,
): KeyCertificate | undefined {
  const usable = options
    .filter(({ refusal }) => refusal === null)
    .map(({ certificate }) => certificate);
  const chosen = usable.find(({ id }) => id === chosenId);
  return chosen ?? (usable.length === 1 ? usable[0] : undefined);
}

function PinPlaceholder(props: { options: readonly CertificateOption[] }) {
  if (props.options.length === 0) return null;
  const canChoose = props.options.some(({ refusal }) => refusal === null);
  return (
    <p className="quiet">
      {canChoose ? signInText.chooseFirst : signInText.noneUsable}
    </p>
  );
}
