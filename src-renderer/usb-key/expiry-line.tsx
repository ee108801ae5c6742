import type { Person } from "../../src-shared/session/session-procedures.ts";
import { useKeyReading } from "../app/host-state.ts";
import { expiryText } from "../text/usb-key-text.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { judgeExpiry } from "./judge-expiry.ts";

/**
 * The certificate of whoever is signed in ends: from 60 days before in the mark of the key, from 30 days before in the hall,
 * from 7 days before, and once it has ended, on every page.
 */
export function ExpiryLine(props: { person: Person; isInHall: boolean }) {
  const overview = useKeyReading((reading) => reading.overview);
  const { certificate } = props.person;
  if (certificate === null) return null;
  const expiry = judgeExpiry(certificate.notAfter, new Date());
  const isShown =
    expiry !== null &&
    (expiry.within <= 7 || (expiry.within <= 30 && props.isInHall));
  if (!isShown) return null;
  const renew =
    findCertificate(overview, certificate.sha256)?.authority.renew ??
    expiryText.renew;
  return (
    <div className="frame-line frame-line-warning" role="status">
      <span>
        {expiryText.sentence(expiry.daysLeft)}
        {renew}
      </span>
    </div>
  );
}
