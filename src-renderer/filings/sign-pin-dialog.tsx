import { useKeyReading } from "../app/host-state.ts";
import { tryPin } from "../app/try-pin.ts";
import { submissionText } from "../text/submission-text.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { PinDialog } from "../ui/keys/pin-dialog.tsx";
import type { PinEntry } from "../ui/keys/pin-form.tsx";

export function SignPinDialog(props: {
  signingCertificate: string | null;
  enterpriseName: string;
  onConfirm: (entry: PinEntry) => Promise<void>;
  onCancel: () => void;
}) {
  const overview = useKeyReading((reading) => reading.overview);
  const certificate = findCertificate(overview, props.signingCertificate);
  return (
    <PinDialog
      title={submissionText.pinTitle}
      certificate={certificate}
      purpose={submissionText.pinPurpose(props.enterpriseName)}
      verb={submissionText.pinVerb}
      onConfirm={(entry) => tryPin(() => props.onConfirm(entry))}
      onCancel={props.onCancel}
    />
  );
}
