import { useEffect, useRef, useState } from "react";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import { call } from "../app/bridge.ts";
import { useSession } from "../app/host-state.ts";

type SignIn = Parameters<typeof call<"session.sign-in-with-key">>[1];

/** A sign-in that the clerk cancels, or leaves for another way, signs nobody in. */
export function useKeySignIn() {
  const [isBusy, setIsBusy] = useState(false);
  const isUnderWay = useRef(false);
  useEffect(
    () => () => {
      // Signed in, the host says so before it answers, and that is what ends this page.
      const isOutside = useSession.getState()?.kind === "signed-out";
      if (isUnderWay.current && isOutside) cancel();
    },
    [],
  );
  const signIn = async (proof: SignIn): Promise<SessionState> => {
    isUnderWay.current = true;
    setIsBusy(true);
    try {
      return await call("session.sign-in-with-key", proof);
    } finally {
      isUnderWay.current = false;
      setIsBusy(false);
    }
  };
  return { isBusy, signIn, cancel };
}

function cancel(): void {
  // What it stops tells how that ended.
  call("session.sign-out", {}).catch(() => undefined);
}
