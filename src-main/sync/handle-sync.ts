import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { syncProcedures } from "../../src-shared/sync/sync-procedures.ts";
import type { Synchroniser } from "./create-synchroniser.ts";

export function handleSync(
  synchroniser: Synchroniser,
): ProcedureHandlers<typeof syncProcedures> {
  return {
    "sync.state": () => synchroniser.state(),
    "sync.retry-now": () => synchroniser.retryNow(),
    "sync.pause": () => synchroniser.pause(),
    "sync.resume": () => synchroniser.resume(),
  };
}
