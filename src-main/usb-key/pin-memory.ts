import { createHash } from "node:crypto";
import type { HostToken } from "../../src-shared/usb-key/key-host-messages.ts";
import type { PinTryStore, RememberedTries } from "./pin-try-store.ts";

export type PinTries = Pick<RememberedTries, "wrongTries" | "uncertainTries">;

/**
 * How often in a row a wrong PIN was typed here, for each key and over restarts; many keys tell no more than a flag. Beside it, how
 * many tries got no answer (crash, hang, pulled key): the key may have counted them.
 */
export interface PinMemory {
  /**
   * To be called before the keys are read, the result with each one that was: where a key that tells is silent, its count began
   * anew (a right PIN elsewhere, an unlocking). What was read before a try or during one says nothing of it.
   */
  beginReading(): (token: HostToken) => Promise<void>;
  /** A try under way counts as one without answer. */
  recall(token: HostToken): Promise<PinTries>;
  /** Without a try under way. */
  recallEnded(token: HostToken): Promise<PinTries>;
  /** Uncertain from now on, also where this program ends before the answer. One of the others must follow. */
  noteBegun(token: HostToken): Promise<void>;
  noteUnanswered(token: HostToken): Promise<void>;
  /** The key has not judged it. */
  noteUnspent(token: HostToken): Promise<void>;
  /** @returns the wrong tries in a row: with this one, those without answer count as wrong too, because no flag says how many */
  noteWrong(token: HostToken, isToldByKey: boolean): Promise<number>;
  noteRight(token: HostToken): Promise<void>;
}

export interface PinMemoryOptions {
  readonly store: PinTryStore;
  /** Under a secret of this installation: the file does not tell which keys were here. */
  readonly hash: (text: string) => Promise<Uint8Array>;
  readonly logDefect: (error: unknown) => void;
}

const none: RememberedTries = {
  wrongTries: 0,
  uncertainTries: 0,
  isToldByKey: false,
};

/** Never an obstacle: where the memory cannot be read or written, the key itself still counts. */
export function createPinMemory({
  store,
  hash,
  logDefect,
}: PinMemoryOptions): PinMemory {
  const underWay = new Set<string>();
  /** How often a try began or ended. */
  let turns = 0;
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

  async function change(
    token: HostToken,
    next: (before: RememberedTries) => RememberedTries,
  ): Promise<RememberedTries> {
    const keyHash = await hash(nameOf(token));
    const tries = next(store.read(keyHash) ?? none);
    store.write(keyHash, tries);
    return tries;
  }

  function end(token: HostToken): boolean {
    turns += 1;
    return underWay.delete(nameOf(token));
  }

  const recall = (token: HostToken): Promise<RememberedTries> =>
    attempt(none, async () =>
      store.isEmpty() ? none : (store.read(await hash(nameOf(token))) ?? none),
    );

  return {
    beginReading: () => {
      const begunAt = turns;
      return (token) =>
        attempt(undefined, async () => {
          if (store.isEmpty()) return;
          const keyHash = await hash(nameOf(token));
          if (turns !== begunAt || underWay.has(nameOf(token))) return;
          const known = store.read(keyHash);
          if (known === null) return;
          const settled = settle(known, token);
          if (settled !== known) store.write(keyHash, settled);
        });
    },
    recall,
    recallEnded: async (token) => {
      const known = await recall(token);
      return underWay.has(nameOf(token))
        ? { ...known, uncertainTries: known.uncertainTries - 1 }
        : known;
    },
    noteBegun: (token) =>
      attempt(undefined, async () => {
        turns += 1;
        await change(token, (before) => ({
          ...before,
          uncertainTries: before.uncertainTries + 1,
        }));
        underWay.add(nameOf(token));
      }),
    noteUnanswered: async (token) => {
      end(token);
    },
    noteUnspent: (token) =>
      attempt(undefined, async () => {
        // Where the beginning could not be written there is nothing to take back.
        if (!end(token)) return;
        await change(token, (before) => ({
          ...before,
          uncertainTries: before.uncertainTries - 1,
        }));
      }),
    noteWrong: (token, isToldByKey) =>
      attempt(1, async () => {
        const wasBegun = end(token);
        const { wrongTries } = await change(token, (before) => {
          const unanswered = before.uncertainTries - (wasBegun ? 1 : 0);
          return {
            wrongTries: before.wrongTries + unanswered + 1,
            uncertainTries: 0,
            isToldByKey: isToldByKey || before.isToldByKey,
          };
        });
        return wrongTries;
      }),
    noteRight: (token) =>
      attempt(undefined, async () => {
        end(token);
        if (!store.isEmpty()) store.erase(await hash(nameOf(token)));
      }),
  };
}

/** Keys without a serial number are told apart by what else is theirs; never by the slot, which changes. */
function nameOf({ name, manufacturer, certificates }: HostToken): string {
  if (name.serialNumber !== "")
    return JSON.stringify([name.serialNumber, manufacturer]);
  const digests = certificates.map(({ derBase64 }) =>
    createHash("sha256").update(derBase64, "base64").digest("hex"),
  );
  return JSON.stringify([manufacturer, name.label, ...digests.toSorted()]);
}

function settle(known: RememberedTries, token: HostToken): RememberedTries {
  const tells = token.isPinCountLow || token.isPinFinalTry || token.isPinLocked;
  if (tells === known.isToldByKey) return known;
  return tells ? { ...known, isToldByKey: true } : none;
}
