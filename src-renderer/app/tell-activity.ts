import { call } from "./bridge.ts";
import { useSession } from "./host-state.ts";

/** Far below the shortest lock time, far above the pace of typing. */
const tellEveryMs = 10_000;

/** Call once at start: tells the host that somebody is at the page, so that it locks when nobody is. */
export function tellActivity(): void {
  let toldAt = -tellEveryMs;
  const tell = (event: Event): void => {
    if (event.timeStamp - toldAt < tellEveryMs) return;
    if (useSession.getState()?.kind !== "signed-in") return;
    toldAt = event.timeStamp;
    // Locked or gone meanwhile: the page has been told, or will be.
    call("session.activity", {}).catch(() => undefined);
  };
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"])
    window.addEventListener(kind, tell, { capture: true, passive: true });
}
