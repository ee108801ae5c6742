import { randomBytes } from "node:crypto";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  makeRecoveryCode,
  recoveryRandomBytes,
} from "../../src-shared/recovery/recovery-code.ts";
import type { recoveryProcedures } from "../../src-shared/recovery/recovery-procedures.ts";
import { requireRecoveryCode } from "../../src-shared/recovery/require-recovery-code.ts";
import type { Identities } from "./create-identities.ts";

export interface RecoveryNeeds {
  readonly identities: Pick<
    Identities,
    "recoveryCodeMadeAt" | "putRecoveryCode"
  >;
  /** Of the person who is signed in; throws `session-not-signed-in`. */
  readonly identityId: () => string;
}

export function handleRecovery({
  identities,
  identityId,
}: RecoveryNeeds): ProcedureHandlers<typeof recoveryProcedures> {
  /** Shown and not typed back yet. It lives here only: a code is never written down by the client. */
  let shown: { identityId: string; code: string } | null = null;
  const state = () => ({
    madeAt: identities.recoveryCodeMadeAt(identityId()),
  });
  return {
    "recovery.state": state,
    "recovery.begin": () => {
      const code = makeRecoveryCode(randomBytes(recoveryRandomBytes));
      shown = { identityId: identityId(), code };
      return { code };
    },
    "recovery.confirm": async ({ typed }) => {
      const code = requireRecoveryCode(typed);
      const id = identityId();
      if (shown?.identityId !== id || shown.code !== code)
        throw new ProblemError("recovery-code-not-the-shown");
      await identities.putRecoveryCode(id, code);
      shown = null;
      return state();
    },
  };
}
