import { create } from "zustand";
import type { StorageState } from "../../src-shared/backups/backup-procedures.ts";
import { call, on } from "./bridge.ts";

/** What the host said last about the profile's files; null until it has answered. */
export const useStorageState = create<StorageState | null>(() => null);

/** Call once at start. */
export function followStorage(): void {
  on("storage.changed", (state) => useStorageState.setState(state, true));
  void askForStorage();
}

async function askForStorage(): Promise<void> {
  try {
    useStorageState.setState(await call("storage.state", {}), true);
  } catch {
    // The start's own question fails alike and says why.
  }
}

/** A profile that could not be opened: once more, and from the beginning where that helped. */
export async function openStorageAgain(): Promise<void> {
  const state = await call("storage.open-again", {});
  if (state.kind === "open") location.reload();
  else useStorageState.setState(state, true);
}
