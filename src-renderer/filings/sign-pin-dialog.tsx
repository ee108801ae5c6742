import { useState } from "react";
import type { ProblemCode } from "../../src-shared/problems/problem.ts";
import { useAtStake } from "../app/at-stake.ts";
import { useKeyReading } from "../app/host-state.ts";
import { tryPin } from "../app/try-pin.ts";
import { submissionText } from "../text/submission-text.ts";
import { problemOf } from "../ui/problem-of.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { PinDialog } from "../ui/keys/pin-dialog.tsx";
import type { PinEntry } from "../ui/keys/pin-form.tsx";

/**
 * Not where the signature was interrupted, until the clerk types anew: the PIN may have been used, and a page that locks just now
 * must not say otherwise.
 */
export function isSigningOver(code: ProblemCode): boolean {
  return code.startsWith("key-pin-");
}

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
      if (isSigningOver(problemOf(error).code)) setIsSigning(false);
      throw error;
    }
  };
  return (
    <PinDialog
      title={submissionText.pinTitle}
      certificate={certificate}
      whileAway={
        submissionText.signingKeyPulled[isSigning ? "signature" : "pin"]
      }
      purpose={submissionText.pinPurpose(props.enterpriseName)}
      verb={submissionText.pinVerb}
      onConfirm={(entry) => tryPin(() => sign(entry))}
      onTyping={() => setIsSigning(false)}
      onCancel={props.onCancel}
    />
  );
}
