import { create } from "zustand";

export interface Entrance {
  /** Just registered or recovered: the sign-in page has it filled in and says so. */
  readonly registeredAccount: string | null;
  readonly recoveredAccount: string | null;
  /** An identity of 国家政务服务平台 waits: it goes to the account that is registered or signed in to next. */
  readonly bindsOpenId: boolean;
}

/** What the pages before sign-in hand to each other. */
export const useEntrance = create<Entrance>(() => ({
  registeredAccount: null,
  recoveredAccount: null,
  bindsOpenId: false,
}));
