import { ChangePasswordDialog } from "../accounts/change-password-dialog.tsx";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { ChangePin } from "./change-pin.tsx";

/** 修改密码 of the top menu: with a key its password is the PIN. */
export function ChangeSecret(props: {
  person: Person;
  onClose: () => void;
  onSignInAgain: () => void;
}) {
  const { certificate } = props.person;
  return certificate === null ? (
    <ChangePasswordDialog
      onDone={props.onClose}
      onSignInAgain={props.onSignInAgain}
    />
  ) : (
    <ChangePin certificateSha256={certificate.sha256} onClose={props.onClose} />
  );
}
