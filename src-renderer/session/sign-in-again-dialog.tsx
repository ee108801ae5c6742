import type { Person } from "../../src-shared/session/session-procedures.ts";
import { call } from "../app/bridge.ts";
import { setSession, useKeyReading } from "../app/host-state.ts";
import { tryPin } from "../app/try-pin.ts";
import { signInAgainText } from "../text/session-text.ts";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { PinDialog } from "../ui/keys/pin-dialog.tsx";
import { AccountSignInAgain } from "./account-sign-in-again.tsx";

/** The API wants a fresh sign-in: asked in place, the page beneath stays as it is. */
export function SignInAgainDialog(props: {
  person: Person;
  onDone: () => void;
}) {
  const { account } = props.person;
  return account === null ? (
    <KeySignInAgain {...props} />
  ) : (
    <AccountSignInAgain accountName={account.name} onDone={props.onDone} />
  );
}

function KeySignInAgain(props: { person: Person; onDone: () => void }) {
  const overview = useKeyReading((reading) => reading.overview);
  const certificate = findCertificate(
    overview,
    props.person.certificate?.sha256 ?? null,
  );
  return (
    <PinDialog
      title={signInAgainText.title}
      certificate={certificate}
      purpose={signInAgainText.purpose}
      verb={signInAgainText.verb}
      onCancel={props.onDone}
      onConfirm={(entry) =>
        tryPin(async () => {
          if (certificate === undefined) return;
          setSession(
            await call("session.sign-in-with-key", {
              certificateId: certificate.id,
              ...entry,
            }),
          );
          props.onDone();
        })
      }
    />
  );
}
