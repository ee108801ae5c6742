import { create } from "zustand";
import type { UpdateState } from "../../src-shared/updates/update-procedures.ts";
import { call, on } from "../app/bridge.ts";

/** What the host said last of its own version; null until it has answered. */
export const useUpdateState = create<UpdateState | null>(() => null);

/** Call once at start. A host that cannot say it is simply not asked again. */
export function followUpdates(): void {
  on("updates.changed", (state) => useUpdateState.setState(state, true));
  call("updates.state", {}).then(
    (state) => useUpdateState.setState(state, true),
    () => undefined,
  );
}
