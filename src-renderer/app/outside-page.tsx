import { Button } from "antd";
import { RecoveryPage } from "../accounts/recovery-page.tsx";
import { RegistrationPage } from "../accounts/registration-page.tsx";
import { DiagnosticsPage } from "../diagnostics/diagnostics-page.tsx";
import { ProxyLine } from "../network/proxy-line.tsx";
import { SignInPage } from "../session/sign-in-page.tsx";
import { SettingsBeforeSignIn } from "../settings/settings-before-sign-in.tsx";
import { frameText } from "../text/frame-text.ts";
import { GuidePage } from "./guide-page.tsx";
import { goTo, type Place } from "./place.ts";

/** What is there before sign-in; every other place asks for it first. */
export function OutsidePage({ place }: { place: Place }) {
  return (
    <div className="outside">
      <ProxyLine />
      <div className="outside-place">
        <CurrentPlace place={place} />
      </div>
    </div>
  );
}

function CurrentPlace({ place }: { place: Place }) {
  switch (place.kind) {
    case "registration":
      return <RegistrationPage />;
    case "recovery":
      return <RecoveryPage />;
    case "guide":
      return (
        <main className="outside-page stack">
          <div>
            <BackButton />
          </div>
          <GuidePage />
        </main>
      );
    case "settings":
      return <SettingsBeforeSignIn />;
    case "diagnostics":
      return (
        <main className="diagnostics-alone">
          <DiagnosticsPage otherButtons={<BackButton />} />
        </main>
      );
    default:
      return <SignInPage />;
  }
}

function BackButton() {
  return (
    <Button onClick={() => goTo({ kind: "hall" })}>
      {frameText.backToSignIn}
    </Button>
  );
}
