import { Button, Popover } from "antd";
import { useState } from "react";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { KeyCertificate } from "../../src-shared/usb-key/usb-key-procedures.ts";
import { ChangePin } from "../app/change-pin.tsx";
import { useKeyReading } from "../app/host-state.ts";
import { goTo } from "../app/place.ts";
import { diagnosticsText } from "../text/diagnostics-text.ts";
import { frameText } from "../text/frame-text.ts";
import { changePinText, keyStateText } from "../text/usb-key-text.ts";
import { CertificateFacts } from "../ui/keys/certificate-facts.tsx";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { judgeExpiry } from "./judge-expiry.ts";
import { judgeKeyState } from "./judge-key-state.ts";

export function KeyStateMark({ person }: { person: Person }) {
  const overview = useKeyReading((reading) => reading.overview);
  const [isOpen, setIsOpen] = useState(false);
  const [isChangingPin, setIsChangingPin] = useState(false);
  const { tone, sentence } = judgeKeyState(overview, person, new Date());
  const sha256 = person.certificate?.sha256 ?? null;
  const certificate = findCertificate(overview, sha256);
  return (
    <>
      <Popover
        trigger="click"
        open={isOpen}
        onOpenChange={setIsOpen}
        title={keyStateText.details}
        content={
          <KeyDetails
            certificate={certificate}
            sentence={sentence}
            onChangePin={() => {
              setIsOpen(false);
              setIsChangingPin(true);
            }}
            onDiagnose={() => {
              setIsOpen(false);
              goTo({ kind: "diagnostics" });
            }}
          />
        }
      >
        <button
          type="button"
          className="top-bar-state"
          aria-expanded={isOpen}
          aria-label={`${frameText.keyState}${sentence}`}
        >
          <StateDot tone={tone} />
          <span role="status">{sentence}</span>
        </button>
      </Popover>
      {isChangingPin && sha256 !== null && (
        <ChangePin
          certificateSha256={sha256}
          onClose={() => setIsChangingPin(false)}
        />
      )}
    </>
  );
}

function KeyDetails(props: {
  certificate: KeyCertificate | undefined;
  sentence: string;
  onChangePin: () => void;
  onDiagnose: () => void;
}) {
  const { certificate } = props;
  return (
    <div className="stack sync-details">
      <p>{props.sentence}</p>
      {certificate !== undefined && (
        <>
          <CertificateFacts certificate={certificate} />
          {judgeExpiry(certificate.notAfter, new Date()) !== null && (
            <p>{certificate.authority.renew}</p>
          )}
        </>
      )}
      <div className="line line-end">
        <Button onClick={props.onDiagnose}>{diagnosticsText.title}</Button>
        {certificate !== undefined && (
          <Button type="primary" onClick={props.onChangePin}>
            {changePinText.title}
          </Button>
        )}
      </div>
    </div>
  );
}
