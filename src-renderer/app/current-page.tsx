import { useState } from "react";
import { AccountPage } from "../accounts/account-page.tsx";
import { AttachmentLinks } from "../attachments/attachment-links.tsx";
import { ConflictDialog } from "../conflicts/conflict-dialog.tsx";
import { DiagnosticsPage } from "../diagnostics/diagnostics-page.tsx";
import { ExportDialog } from "../draft-files/export-dialog.tsx";
import {
  ImportDialog,
  type ChosenFile,
} from "../draft-files/import-dialog.tsx";
import { RecoveryReminder } from "../data-safety/recovery-reminder.tsx";
import { DataSafetyPage } from "../data-safety/data-safety-page.tsx";
import { FilingDetailPage } from "../filings/filing-detail-page.tsx";
import { FilingListPage } from "../filings/filing-list-page.tsx";
import { HallValidityNotice } from "../filings/validity-notice.tsx";
import { ChooseCertificateDialog } from "../hall/choose-certificate-dialog.tsx";
import { HallPage } from "../hall/hall-page.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { UpdateSection } from "../updates/update-section.tsx";
import { call } from "./bridge.ts";
import { FilingFormPlace } from "./filing-form-place.tsx";
import { GuidePage } from "./guide-page.tsx";
import { goTo, isFilingPlace, type Place } from "./place.ts";
import { Submission } from "./submission.tsx";
import { canOnlyRead, type OpenSession } from "./open-session.ts";

export function CurrentPage(props: {
  place: Place;
  session: OpenSession;
  onSignInAgain: () => void;
}) {
  const { place, session } = props;
  // Without a 统一社会信用代码 nothing can be filed; the hall says why.
  if (session.person.uscc === null && isFilingPlace(place))
    return <Hall session={session} />;
  switch (place.kind) {
    case "hall":
    case "registration":
    case "recovery":
      // 注册 and 找回账号密码 are there before sign-in only.
      return <Hall session={session} />;
    case "account":
      return (
        <AccountPage
          isKeySession={session.person.via === "usb-key"}
          onSignInAgain={props.onSignInAgain}
        />
      );
    case "guide":
      return <GuidePage />;
    case "diagnostics":
      return <DiagnosticsPage />;
    case "data-safety":
      return <DataSafetyPage person={session.person} />;
    case "settings":
      return <SettingsPage updates={<UpdateSection />} />;
    case "filings":
      return <Filings session={session} />;
    case "filing-detail":
      return (
        <FilingDetailPage
          filingId={place.filingId}
          renderFileActions={(attachment) => (
            <AttachmentLinks attachment={attachment} />
          )}
        />
      );
    case "filing-form":
      return (
        <FilingFormPlace
          filingId={place.filingId}
          mode={place.mode}
          onClose={() => goTo({ kind: "filings" })}
        />
      );
  }
}

function Hall({ session }: { session: OpenSession }) {
  const [isEntering, setIsEntering] = useState(false);
  const { person } = session;
  const openFilings = () => goTo({ kind: "filings" });
  return (
    <>
      <HallPage
        person={person}
        notice={person.uscc !== null && <HallValidityNotice />}
        reminder={person.uscc !== null && <RecoveryReminder person={person} />}
        onEnter={() =>
          person.via === "account" || canOnlyRead(person, new Date())
            ? openFilings()
            : setIsEntering(true)
        }
      />
      {isEntering && (
        <ChooseCertificateDialog
          session={session}
          onChosen={openFilings}
          onCancel={() => setIsEntering(false)}
        />
      )}
    </>
  );
}

function Filings({ session }: { session: OpenSession }) {
  const [submittingId, setSubmittingId] = useState<string | null>(null);
  const [resolvingId, setResolvingId] = useState<string | null>(null);
  const [exportingId, setExportingId] = useState<string | null>(null);
  const [importing, setImporting] = useState<ChosenFile | null>(null);
  const closeConflict = () => setResolvingId(null);
  return (
    <>
      <FilingListPage
        person={session.person}
        onSubmit={setSubmittingId}
        onResolve={setResolvingId}
        onExport={setExportingId}
        onImport={async () => {
          const answer = await call("draft-files.choose", {});
          if (answer.kind === "chosen") setImporting(answer);
        }}
      />
      {resolvingId !== null && (
        <ConflictDialog
          filingId={resolvingId}
          onDone={closeConflict}
          onCancel={closeConflict}
        />
      )}
      {exportingId !== null && (
        <ExportDialog
          filingId={exportingId}
          onDone={() => setExportingId(null)}
        />
      )}
      {importing !== null && (
        <ImportDialog chosen={importing} onDone={() => setImporting(null)} />
      )}
      {submittingId !== null && (
        <Submission
          filingId={submittingId}
          session={session}
          onDone={() => setSubmittingId(null)}
        />
      )}
    </>
  );
}
