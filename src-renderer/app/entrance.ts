import { create } from "zustand";
import { call } from "./bridge.ts";

export interface Entrance {
  /** Just registered or recovered: the sign-in page has it filled in and says so. */
  readonly registeredAccount: string | null;
  readonly recoveredAccount: string | null;
  /** An identity of 国家政务服务平台 waits: it goes to the account that is registered or signed in to next. */
  readonly bindsOpenId: boolean;
}

const nobody: Entrance = {
  registeredAccount: null,
  recoveredAccount: null,
  bindsOpenId: false,
};

/** What the pages before sign-in hand to each other. */
export const useEntrance = create<Entrance>(() => nobody);

/** Somebody is in: whoever comes to the sign-in page next is told nothing about the last. */
export function leaveEntrance(): void {
  useEntrance.setState(nobody, true);
}

/** 不绑定 */
export function leaveIdentityUnbound(): void {
  useEntrance.setState({ bindsOpenId: false });
  call("accounts.cancel-open-id", {}).catch(() => undefined);
}
