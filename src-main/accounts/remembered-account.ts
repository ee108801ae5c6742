import { z } from "zod";
import type { SealedNotes } from "../storage/sealed-notes.ts";

const rememberedSchema = z.strictObject({
  accountName: z.string(),
  /** Null: the API refused the one that was kept. */
  password: z.string().nullable(),
});
type Remembered = z.infer<typeof rememberedSchema>;

/** 记住账号密码: one account of this machine, under the system's protection; its password goes to the API and nowhere else. */
export interface RememberedAccount {
  /** Null: none, or the system's store does not give it back. */
  read(): Promise<Remembered | null>;
  remember(accountName: string, password: string): Promise<void>;
  forget(): void;
  /** Where this account is the one. */
  forgetAccount(accountName: string): Promise<void>;
  /** Only the password of this account, where it is the one. */
  forgetPasswordOf(accountName: string): Promise<void>;
  /** The new one, where this account is the one and its password is kept. */
  changePasswordOf(accountName: string, password: string): Promise<void>;
}

export function createRememberedAccount(notes: SealedNotes): RememberedAccount {
  const read = async (): Promise<Remembered | null> =>
    notes
      .read("remembered-account", rememberedSchema)
      // What cannot be read is typed again; only drafts are worth a problem.
      .catch(() => null);
  const write = (remembered: Remembered): Promise<void> =>
    notes.write("remembered-account", remembered);
  const ofAccount = async (accountName: string): Promise<Remembered | null> => {
    const remembered = await read();
    return remembered !== null &&
      isSameAccountName(remembered.accountName, accountName)
      ? remembered
      : null;
  };
  return {
    read,
    remember: (accountName, password) => write({ accountName, password }),
    forget: () => {
      notes.erase("remembered-account");
    },
    forgetAccount: async (accountName) => {
      if ((await ofAccount(accountName)) !== null)
        notes.erase("remembered-account");
    },
    forgetPasswordOf: async (accountName) => {
      const remembered = await ofAccount(accountName);
      if (remembered !== null) await write({ ...remembered, password: null });
    },
    changePasswordOf: async (accountName, password) => {
      const remembered = await ofAccount(accountName);
      if (remembered !== null && remembered.password !== null)
        await write({ ...remembered, password });
    },
  };
}

/** 登录账号 are one per spelling, whatever the case of their letters. */
export function isSameAccountName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
