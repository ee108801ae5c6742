import type { Person } from "../../src-shared/session/session-procedures.ts";
import { frameText } from "../text/frame-text.ts";
import { diagnosticsText } from "../text/diagnostics-text.ts";
import { KeyStateMark } from "../usb-key/key-state-mark.tsx";
import { goTo, usePlace } from "./place.ts";
import { SyncStateMark } from "./sync-state-mark.tsx";

export function TopBar(props: {
  person: Person;
  onSignOut: () => void;
  onSignInAgain: () => void;
}) {
  const { person } = props;
  const place = usePlace();
  return (
    <header className="top-bar">
      <strong className="top-bar-product">{frameText.productName}</strong>
      <span className="top-bar-person" title={person.uscc ?? undefined}>
        {frameText.who(person.enterpriseName, person.holderName)}
      </span>
      <KeyStateMark person={person} />
      <SyncStateMark onSignInAgain={props.onSignInAgain} />
      <nav aria-label={frameText.topMenu} className="top-menu">
        <button
          type="button"
          aria-current={place.kind === "hall" ? "page" : undefined}
          onClick={() => goTo({ kind: "hall" })}
        >
          {frameText.home}
        </button>
        <button
          type="button"
          aria-current={place.kind === "data-safety" ? "page" : undefined}
          onClick={() => goTo({ kind: "data-safety" })}
        >
          {frameText.dataSafety}
        </button>
        <button
          type="button"
          aria-current={place.kind === "settings" ? "page" : undefined}
          onClick={() => goTo({ kind: "settings" })}
        >
          {frameText.settings}
        </button>
        <button
          type="button"
          aria-current={place.kind === "guide" ? "page" : undefined}
          onClick={() => goTo({ kind: "guide" })}
        >
          {frameText.guide}
        </button>
        <button
          type="button"
          aria-current={place.kind === "diagnostics" ? "page" : undefined}
          onClick={() => goTo({ kind: "diagnostics" })}
        >
          {diagnosticsText.title}
        </button>
        <button type="button" onClick={props.onSignOut}>
          {frameText.signOut}
        </button>
      </nav>
    </header>
  );
}
