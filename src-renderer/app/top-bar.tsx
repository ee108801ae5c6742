import type { Person } from "../../src-shared/session/session-procedures.ts";
import { frameText } from "../text/frame-text.ts";
import { diagnosticsText } from "../text/diagnostics-text.ts";
import { KeyStateMark } from "../usb-key/key-state-mark.tsx";
import { sideText } from "../text/session-text.ts";
import { useOutsideNotices } from "./outside-notices.ts";
import { goTo, usePlace } from "./place.ts";
import { SyncStateMark } from "./sync-state-mark.tsx";

export function TopBar(props: {
  person: Person;
  onSignOut: () => void;
  onSignInAgain: () => void;
  onChangePassword: () => void;
}) {
  const { person } = props;
  const { servicePhone } = useOutsideNotices();
  return (
    <header className="top-bar">
      <strong className="top-bar-product">{frameText.productName}</strong>
      <span className="top-bar-person" title={person.uscc ?? undefined}>
        {frameText.who(person.enterpriseName, person.holderName)}
      </span>
      {person.via === "usb-key" && <KeyStateMark person={person} />}
      {person.uscc !== null && (
        <SyncStateMark onSignInAgain={props.onSignInAgain} />
      )}
      <div className="top-menu-area">
        <nav aria-label={frameText.topMenu} className="top-menu">
          <MenuPlace kind="hall" words={frameText.home} />
          <MenuPlace kind="account" words={frameText.account} />
          <button type="button" onClick={props.onChangePassword}>
            {frameText.changePassword}
          </button>
          <MenuPlace kind="data-safety" words={frameText.dataSafety} />
          <MenuPlace kind="settings" words={frameText.settings} />
          <MenuPlace kind="guide" words={frameText.guide} />
          <MenuPlace kind="diagnostics" words={diagnosticsText.title} />
          <button type="button" onClick={props.onSignOut}>
            {frameText.signOut}
          </button>
        </nav>
        <span className="top-bar-phone">
          {sideText.phone} {servicePhone}
        </span>
      </div>
    </header>
  );
}

function MenuPlace(props: {
  kind:
    "hall" | "account" | "data-safety" | "settings" | "guide" | "diagnostics";
  words: string;
}) {
  const { kind } = props;
  const place = usePlace();
  return (
    <button
      type="button"
      aria-current={place.kind === kind ? "page" : undefined}
      onClick={() => goTo({ kind })}
    >
      {props.words}
    </button>
  );
}
