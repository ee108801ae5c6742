import { useEffect } from "react";
import { call } from "../app/bridge.ts";
import { setSettings } from "../app/host-state.ts";

/** IT may have changed a policy since the client was started. */
export function useFreshSettings(): void {
  useEffect(() => {
    // What was known stays on the page; a host that is gone says so itself.
    call("settings.state", {}).then(setSettings, () => undefined);
  }, []);
}
