import { useEffect, useRef, type KeyboardEvent } from "react";
import type {
  Person,
  SessionState,
} from "../../src-shared/session/session-procedures.ts";
import { useStake } from "../app/at-stake.ts";
import { call } from "../app/bridge.ts";
import {
  setSession,
  useKeyReading,
  useSyncState,
  type KeyReading,
} from "../app/host-state.ts";
import { tryPin } from "../app/try-pin.ts";
import { lockText } from "../text/session-text.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { PinForm } from "../ui/keys/pin-form.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import type { ReactNode } from "react";
import { AccountUnlockForm } from "./account-unlock-form.tsx";
import { lostDriver } from "./lost-driver.ts";
import "./session.css";

type Locked = Extract<SessionState, { kind: "locked" }>;

/**
 * A native modal dialog: the browser itself makes everything else inert, open dialogs of the page included, and
 * the page stays mounted beneath with all that was typed.
 */
export function LockScreen(props: {
  session: Locked;
  otherButtons: ReactNode;
}) {
  const { person, reason } = props.session;
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const stake = useStake() ?? "nothing";
  const isDriverLost = useKeyReading(
    (reading) => lostDriverIn(reading, person) !== null,
  );
  const isSending = useSyncState(
    (state) =>
      state !== null &&
      state.counts.waiting > 0 &&
      !state.isPaused &&
      !state.needsSignIn,
  );
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would choose 退出登录, and whoever is just typing would press it.
    if (document.activeElement?.tagName !== "INPUT") title.current?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="lock-screen"
      aria-labelledby="lock-title"
      onKeyDown={keepOpen}
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.showModal()}
    >
      <div className="stack">
        <h1 id="lock-title" className="page-title" ref={title} tabIndex={-1}>
          {lockText.title}
        </h1>
        <p role="alert">
          {reason === "idle"
            ? lockText.idle
            : isDriverLost
              ? lockText.driverLost
              : lockText.keyRemoved[stake]}
          {isSending && lockText.sending}
        </p>
        <p className="quiet">
          {lockText.who(person.holderName, person.enterpriseName)}
        </p>
        {person.via === "account" ? (
          <AccountUnlockForm otherButtons={props.otherButtons} />
        ) : (
          <UnlockForm
            session={props.session}
            otherButtons={props.otherButtons}
          />
        )}
      </div>
    </dialog>
  );
}

function lostDriverIn({ overview, seen }: KeyReading, person: Person) {
  return lostDriver(overview, person, seen[person.certificate?.sha256 ?? ""]);
}

function keepOpen(event: KeyboardEvent) {
  if (event.key === "Escape") event.preventDefault();
}

function UnlockForm(props: { session: Locked; otherButtons: ReactNode }) {
  const reading = useKeyReading();
  const { overview } = reading;
  const { person } = props.session;
  const certificate = findCertificate(
    overview,
    person.certificate?.sha256 ?? null,
  );
  if (certificate === undefined) {
    const driverLoss = lostDriverIn(reading, person);
    const isOtherKeyThere = (overview?.certificates.length ?? 0) > 0;
    return (
      <>
        {driverLoss !== null && (
          <ProblemNotice problem={driverLoss} tone="warning" />
        )}
        <p role="status">
          {isOtherKeyThere && (
            <span className="mark-warning">{lockText.otherKey}</span>
          )}
          {lockText.waitingForKey}
        </p>
        <div className="line line-end">{props.otherButtons}</div>
      </>
    );
  }
  return (
    <PinForm
      certificate={certificate}
      purpose={lockText.purpose}
      verb={lockText.verb}
      otherButtons={props.otherButtons}
      onConfirm={(entry) =>
        tryPin(async () =>
          setSession(
            await call("session.unlock-with-key", {
              certificateId: certificate.id,
              ...entry,
            }),
          ),
        )
      }
    />
  );
}
