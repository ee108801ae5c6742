import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { sayDay, sayPeriod } from "../../text/say-time.ts";
import { keyText } from "../../text/usb-key-text.ts";

export function CertificateFacts(props: {
  certificate: KeyCertificate;
  /** What the PIN is for; left out where nothing is asked yet. */
  purpose?: string;
}) {
  const { certificate, purpose } = props;
  return (
    <dl className="facts">
      {purpose !== undefined && (
        <>
          <dt>{keyText.purpose}</dt>
          <dd>
            <strong>{purpose}</strong>
          </dd>
        </>
      )}
      <dt>{keyText.key}</dt>
      <dd>
        {keyText.token(certificate.keyLabel, certificate.keySerialNumber)}
      </dd>
      <dt>{keyText.holder}</dt>
      <dd>
        {certificate.holderName} · {certificate.enterpriseName}
      </dd>
      <dt>{keyText.certificate}</dt>
      <dd>
        {certificate.issuerName}，
        {sayPeriod(sayDay(certificate.notBefore), sayDay(certificate.notAfter))}
      </dd>
    </dl>
  );
}
