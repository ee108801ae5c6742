import type { TypedRegistration } from "../../src-shared/accounts/typed-registration.ts";
import { call } from "../app/bridge.ts";

const pauseMs = 400;

export interface RegistrationKeeper {
  /** Kept after a short pause in typing. */
  readonly later: (typed: TypedRegistration) => void;
  readonly now: () => Promise<void>;
  /** Nothing more is kept; what was is forgotten. */
  readonly forget: () => Promise<void>;
}

/** What was typed outlives a closed window. Not being able to keep it must never stand in the way of registering. */
export function createRegistrationKeeper(): RegistrationKeeper {
  let waiting: TypedRegistration | null = null;
  let timer: number | undefined;

  async function now(): Promise<void> {
    window.clearTimeout(timer);
    const typed = waiting;
    waiting = null;
    if (typed === null) return;
    await call("accounts.keep-registration", { typed }).catch(() => undefined);
  }

  return {
    later(typed) {
      waiting = typed;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void now(), pauseMs);
    },
    now,
    async forget() {
      window.clearTimeout(timer);
      waiting = null;
      await call("accounts.forget-registration", {}).catch(() => undefined);
    },
  };
}
