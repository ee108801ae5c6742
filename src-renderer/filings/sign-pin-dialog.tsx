import { useState } from "react";
import { useAtStake } from "../app/at-stake.ts";
import { useKeyReading } from "../app/host-state.ts";
import { tryPin } from "../app/try-pin.ts";
import { submissionText } from "../text/submission-text.ts";
import { problemOf } from "../ui/problem-of.ts";
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
  const [isSigning, setIsSigning] = useState(false);
  useAtStake(isSigning ? "signature" : "pin");
  const sign = async (entry: PinEntry) => {
    setIsSigning(true);
    try {
      await props.onConfirm(entry);
    } catch (error) {
      // Where the key was pulled, the page locks just now and has to say what was interrupted.
      if (problemOf(error).code !== "key-removed") setIsSigning(false);
      throw error;
    }
  };
  return (
    <PinDialog
      title={submissionText.pinTitle}
      certificate={certificate}
      purpose={submissionText.pinPurpose(props.enterpriseName)}
      verb={submissionText.pinVerb}
      onConfirm={(entry) => tryPin(() => sign(entry))}
      onTyping={() => setIsSigning(false)}
      onCancel={props.onCancel}
    />
  );
}
