import type { Handle, PKCS11 } from "pkcs11js";

/** Ending what a pulled key has already ended is no news. */
export function endQuietly(step: () => void): void {
  try {
    step();
  } catch {
    // The first problem is the one to report.
  }
}

export function closeQuietly(module: PKCS11, session: Handle): void {
  endQuietly(() => {
    module.C_CloseSession(session);
  });
}
