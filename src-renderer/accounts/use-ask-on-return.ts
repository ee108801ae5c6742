import { useEffect, useRef } from "react";
import { useSession } from "../app/host-state.ts";

/** Whether the API knows this session; false while locked, too. */
export function useIsConfirmed(): boolean {
  return useSession(
    (session) =>
      session?.kind === "signed-in" && session.isConfirmedByCompanion,
  );
}

/** Asks anew once the API knows this session again. The page stays mounted meanwhile, for what is typed in its dialogs. */
export function useAskOnReturn(askAgain: () => void): void {
  const isConfirmed = useIsConfirmed();
  const wasConfirmed = useRef(isConfirmed);
  useEffect(() => {
    if (isConfirmed && !wasConfirmed.current) askAgain();
    wasConfirmed.current = isConfirmed;
  }, [isConfirmed, askAgain]);
}
