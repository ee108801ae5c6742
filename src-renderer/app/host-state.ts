import { create } from "zustand";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import type {
  KeyCertificate,
  KeyOverview,
} from "../../src-shared/usb-key/usb-key-procedures.ts";
import { filingListText, stateLabels } from "../text/filing-list-text.ts";
import { announce } from "./announcements.ts";
import { call, on } from "./bridge.ts";
import { chooseMove } from "./choose-move.ts";
import { leaveEntrance } from "./entrance.ts";
import { problemOf } from "../ui/problem-of.ts";

/** What the host said last; null until it has answered for the first time. */
export const useSession = create<SessionState | null>(() => null);
export const useSettings = create<SettingsState | null>(() => null);
export const useSyncState = create<SyncState | null>(() => null);

export interface KeyReading {
  readonly overview: KeyOverview | null;
  /** By their digest, each as the last overview that had it showed it. */
  readonly seen: Readonly<Record<string, KeyCertificate>>;
  readonly isReading: boolean;
  readonly problem: Problem | null;
}
export const useKeyReading = create<KeyReading>(() => ({
  overview: null,
  seen: {},
  isReading: true,
  problem: null,
}));

/** Why the page could not start; the clerk can try again. */
export const useStartProblem = create<Problem | null>(() => null);

/** Call once at start: asks for everything, afterwards the host tells. */
export function followHost(): void {
  on("session.changed", setSession);
  on("settings.changed", setSettings);
  on("sync.changed", (state) => useSyncState.setState(state, true));
  on("usb-key.changed", showKeys);
  on("filings.changed", ({ moved }) => {
    const move = chooseMove(moved);
    if (move === null) return;
    const { filingId, from, to } = move;
    announce(
      filingListText.moved(stateLabels[from], stateLabels[to]),
      filingId,
    );
  });
  void askForState();
  void readKeys();
}

export async function askForState(): Promise<void> {
  try {
    useStartProblem.setState(null, true);
    setSettings(await call("settings.state", {}));
    setSession(await call("session.state", {}));
    useSyncState.setState(await call("sync.state", {}), true);
  } catch (error) {
    useStartProblem.setState(problemOf(error), true);
  }
}

export function setSession(state: SessionState): void {
  useSession.setState(state, true);
  if (state.kind === "signed-in") leaveEntrance();
}

export function setSettings(state: SettingsState): void {
  useSettings.setState(state, true);
}

function showKeys(overview: KeyOverview): void {
  const shown = overview.certificates.map(
    (certificate) => [certificate.certificateSha256, certificate] as const,
  );
  useKeyReading.setState(({ seen }) => ({
    overview,
    seen: { ...seen, ...Object.fromEntries(shown) },
    isReading: false,
    problem: null,
  }));
}

export async function readKeys(): Promise<void> {
  useKeyReading.setState({ isReading: true, problem: null });
  try {
    showKeys(await call("usb-key.overview", {}));
  } catch (error) {
    useKeyReading.setState({ isReading: false, problem: problemOf(error) });
  }
}
