import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { updateProcedures } from "../../src-shared/updates/update-procedures.ts";
import type { Updates } from "./create-updates.ts";

export function handleUpdates(
  updates: Updates,
): ProcedureHandlers<typeof updateProcedures> {
  return {
    "updates.state": () => updates.state(),
    "updates.check": () => {
      void updates.check();
      return updates.state();
    },
    "updates.cancel": () => {
      updates.cancel();
      return updates.state();
    },
  };
}
