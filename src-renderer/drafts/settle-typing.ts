import { call } from "../app/bridge.ts";

/** Where it does not arrive, the next sign-in asks once more than needed, and nothing is lost. */
export function settleTyping(filingId: string): void {
  call("drafts.settle", { filingId }).catch(() => undefined);
}
