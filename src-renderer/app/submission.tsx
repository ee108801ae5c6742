import { useState } from "react";
import { SubmitDialog } from "../filings/submit-dialog.tsx";
import { ChooseCertificateDialog } from "../hall/choose-certificate-dialog.tsx";
import { submissionText } from "../text/submission-text.ts";
import { announce } from "./announcements.ts";
import type { OpenSession } from "./open-session.ts";

/** 上报 from the list: the signing certificate first, where none was chosen at 进入应用 yet. */
export function Submission(props: {
  filingId: string;
  session: OpenSession;
  onDone: () => void;
}) {
  const { session } = props;
  // Kept here, because a locked session does not name it and the dialog stays open beneath the lock.
  const [certificate, setCertificate] = useState(
    session.kind === "signed-in" ? session.signingCertificate : null,
  );
  if (certificate === null && session.person.via === "usb-key")
    return (
      <ChooseCertificateDialog
        session={session}
        onChosen={setCertificate}
        onCancel={props.onDone}
      />
    );
  return (
    <SubmitDialog
      filingId={props.filingId}
      signingCertificate={certificate}
      onCancel={props.onDone}
      onSubmitted={(row, wasSigned) => {
        announce(
          row.state === "under-review"
            ? submissionText.accepted
            : wasSigned
              ? submissionText.queued
              : submissionText.queuedUnsigned,
          row.id,
        );
        props.onDone();
      }}
    />
  );
}
