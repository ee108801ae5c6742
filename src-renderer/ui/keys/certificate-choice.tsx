import { useId } from "react";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { sayDay, sayPeriod } from "../../text/say-time.ts";
import { keyText } from "../../text/usb-key-text.ts";
import type { CertificateOption } from "./choosable-certificates.ts";

/** Chosen by certificate id; plain radio buttons, so that arrows, reading order and disabling are the browser's. */
export function CertificateChoice(props: {
  options: readonly CertificateOption[];
  chosenId: string | null;
  onChoose: (id: string) => void;
  /** Where the dialog's title already says it; the group keeps its name for screen readers. */
  isTitled?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className="certificate-choice">
      <legend
        className={props.isTitled === true ? "visually-hidden" : undefined}
      >
        {keyText.chooseCertificate}
      </legend>
      {props.options.map(({ certificate, opens, obstacle }) => (
        <label
          key={certificate.id}
          className={
            opens === "nothing"
              ? "certificate certificate-refused"
              : "certificate"
          }
        >
          <input
            type="radio"
            name={name}
            value={certificate.id}
            checked={props.chosenId === certificate.id}
            disabled={opens === "nothing"}
            onChange={() => props.onChoose(certificate.id)}
          />
          <span className="certificate-lines">
            <CertificateLines certificate={certificate} />
            {obstacle !== null && (
              <span
                className={
                  opens === "nothing" ? "mark-problem" : "mark-warning"
                }
              >
                {obstacle.reason}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function CertificateLines({ certificate }: { certificate: KeyCertificate }) {
  const { usability } = certificate;
  const remarks = [
    certificate.privateKey === "unconfirmed"
      ? keyText.privateKeyUnconfirmed
      : null,
    usability.kind === "usable" && usability.revocation === "unknown"
      ? keyText.revocationUnknown
      : null,
  ].filter((remark) => remark !== null);
  return (
    <>
      <strong>
        {certificate.holderName} · {certificate.enterpriseName}
      </strong>
      <span>
        {keyText.uscc} {certificate.uscc ?? keyText.none}，{keyText.validity}{" "}
        {sayPeriod(sayDay(certificate.notBefore), sayDay(certificate.notAfter))}
      </span>
      <span className="quiet">
        {keyText.token(certificate.keyLabel, certificate.keySerialNumber)}，
        {certificate.issuerName}
      </span>
      {remarks.map((remark) => (
        <span key={remark} className="quiet">
          {remark}
        </span>
      ))}
    </>
  );
}
