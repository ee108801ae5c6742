import pkcs11js, { type Handle, type PKCS11 } from "pkcs11js";

/** A read-only session on this slot for as long as it is used. */
export function withSession<Result>(
  module: PKCS11,
  slot: Handle,
  use: (session: Handle) => Result,
): Result {
  return within(module, slot, pkcs11js.CKF_SERIAL_SESSION, use);
}

export function withWritableSession<Result>(
  module: PKCS11,
  slot: Handle,
  use: (session: Handle) => Result,
): Result {
  const flags = pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION;
  return within(module, slot, flags, use);
}

function within<Result>(
  module: PKCS11,
  slot: Handle,
  flags: number,
  use: (session: Handle) => Result,
): Result {
  const session = module.C_OpenSession(slot, flags);
  try {
    return use(session);
  } finally {
    endQuietly(() => {
      module.C_CloseSession(session);
    });
  }
}

/** Ending what a pulled key has already ended is no news. */
export function endQuietly(step: () => void): void {
  try {
    step();
  } catch {
    // The first problem is the one to report.
  }
}
