import type { HostToken } from "../../src-shared/usb-key/key-host-messages.ts";
import type { PinTryStore } from "./pin-try-store.ts";

/** How often in a row a wrong PIN was typed here, for each key and over restarts; many keys tell no more than a flag. */
export interface PinMemory {
  /** Forgets where the key's own silence says that its count began anew (a right PIN elsewhere, an unlocking). */
  compare(token: HostToken): Promise<number>;
  recall(token: HostToken): Promise<number>;
  /** @returns the wrong tries in a row, this one included */
  noteWrong(token: HostToken, isToldByKey: boolean): Promise<number>;
  noteRight(token: HostToken): Promise<void>;
}

export interface PinMemoryOptions {
  readonly store: PinTryStore;
  /** Under a secret of this installation: the file does not tell which keys were here. */
  readonly hash: (text: string) => Promise<Uint8Array>;
  readonly logDefect: (error: unknown) => void;
}

/** Never an obstacle: where the memory cannot be read or written, the key itself still counts. */
export function createPinMemory({
  store,
  hash,
  logDefect,
}: PinMemoryOptions): PinMemory {
  const hashOf = ({ name, manufacturer }: HostToken) =>
    hash(JSON.stringify([name.serialNumber, manufacturer]));

  async function attempt<Result>(
    otherwise: Result,
    step: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      logDefect(error);
      return otherwise;
    }
  }

  const recall = (token: HostToken) =>
    attempt(0, async () =>
      store.isEmpty() ? 0 : (store.read(await hashOf(token))?.wrongTries ?? 0),
    );

  return {
    recall,
    compare: (token) =>
      attempt(0, async () => {
        if (store.isEmpty()) return 0;
        const keyHash = await hashOf(token);
        const known = store.read(keyHash);
        if (known === null) return 0;
        const tells =
          token.isPinCountLow || token.isPinFinalTry || token.isPinLocked;
        if (!known.isToldByKey || tells) return known.wrongTries;
        store.erase(keyHash);
        return 0;
      }),
    noteWrong: (token, isToldByKey) =>
      attempt(1, async () => {
        const keyHash = await hashOf(token);
        const before = store.read(keyHash)?.wrongTries ?? 0;
        const wrongTries = before + 1;
        store.write(keyHash, { wrongTries, isToldByKey });
        return wrongTries;
      }),
    noteRight: (token) =>
      attempt(undefined, async () => {
        if (!store.isEmpty()) store.erase(await hashOf(token));
      }),
  };
}
