import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { sessionProcedures } from "../../src-shared/session/session-procedures.ts";
import type { Session } from "./session.ts";

export function handleSession(
  session: Session,
  onActivity: () => void,
): ProcedureHandlers<typeof sessionProcedures> {
  return {
    "session.state": () => session.state(),
    "session.sign-in-with-key": (signIn) => session.signInWithKey(signIn),
    "session.unlock-with-key": (signIn) => session.unlockWithKey(signIn),
    "session.choose-signing-certificate": ({ certificateId }) =>
      session.chooseSigningCertificate(certificateId),
    "session.activity": () => {
      onActivity();
      return {};
    },
    "session.sign-out": () => session.signOut(),
  };
}
