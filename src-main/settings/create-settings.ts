import { isDeepStrictEqual } from "node:util";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  settingNames,
  settingOf,
  type SettingName,
  type SettingValues,
} from "../../src-shared/settings/declared-settings.ts";
import {
  resolveSettings,
  unknownPolicyNames,
  valuesOf,
  type RawValues,
  type ResolvedSettings,
} from "../../src-shared/settings/resolve-settings.ts";
import { writeHistory } from "../../src-shared/settings/setting-history.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { openClerkSettings } from "./clerk-settings-file.ts";
import type { PolicyReading, ReadPolicy } from "./policy-source.ts";

export interface SettingsPlaces {
  readonly profileFolder: string;
  /** In the order in which they decide. */
  readonly policies: readonly ReadPolicy[];
  readonly commandLine: RawValues;
  readonly now: () => Date;
}

export interface Settings {
  /** As they hold now. What takes effect after a restart is read once, when the application is built. */
  readonly values: () => SettingValues;
  readonly state: () => SettingsState;
  /** Looks at IT's places again. */
  readonly refresh: () => Promise<SettingsState>;
  /** Throws `setting-locked`, `storage-disk-full` or `storage-not-writable`, and then changes nothing. */
  readonly change: (values: RawValues) => SettingsState;
  /** Forgets what the clerk chose. */
  readonly reset: (name: SettingName) => SettingsState;
  /** Told after every change of a value. */
  readonly onChange: (listener: (state: SettingsState) => void) => void;
}

/** @param openFile `readClerkSettings` for a run that may change nothing */
export async function createSettings(
  places: SettingsPlaces,
  openFile: typeof openClerkSettings = openClerkSettings,
): Promise<Settings> {
  const { commandLine, now } = places;
  const file = openFile(places.profileFolder);
  const listeners = new Set<(state: SettingsState) => void>();
  let policies = await readAll(places.policies);
  let resolved = resolve(file.read().values);
  const atStart = resolved;
  keepHistory();

  function resolve(clerk: RawValues): ResolvedSettings {
    return resolveSettings({ policies, commandLine, clerk });
  }

  /** Since when something is so, is nice to know and not worth a failure. */
  function keepHistory(): void {
    const { values, history } = file.read();
    const next = writeHistory(resolved, history, now());
    if (isDeepStrictEqual(next, history)) return;
    try {
      file.write({ values, history: next });
    } catch {
      // Told where the clerk changes something in a folder that cannot be written.
    }
  }

  function take(next: ResolvedSettings): SettingsState {
    const isChanged = !isDeepStrictEqual(next, resolved);
    resolved = next;
    keepHistory();
    if (isChanged) for (const listener of listeners) listener(state());
    return state();
  }

  function state(): SettingsState {
    const history = writeHistory(resolved, file.read().history, now());
    return {
      values: valuesOf(resolved),
      origins: Object.fromEntries(
        settingNames.map((name) => {
          const { source, isLocked, isPolicyUnusable } = resolved[name];
          const { since } = history[name];
          const awaitsRestart =
            settingOf(name).takesEffect === "after-restart" &&
            !isDeepStrictEqual(atStart[name].value, resolved[name].value);
          return [
            name,
            { source, since, isLocked, isPolicyUnusable, awaitsRestart },
          ];
        }),
      ) as SettingsState["origins"],
      policies: policies.map(({ place, state: read }) => ({
        place,
        state: read,
      })),
      unknownPolicyNames: unknownPolicyNames(policies),
      isClerkFileDamaged: file.isDamaged,
    };
  }

  function writeClerk(values: RawValues): SettingsState {
    const { history } = file.read();
    file.write({ values, history });
    return take(resolve(values));
  }

  return {
    values: () => valuesOf(resolved),
    state,
    refresh: async () => {
      policies = await readAll(places.policies);
      return take(resolve(file.read().values));
    },
    change: (values) => {
      for (const name of Object.keys(values) as SettingName[])
        refuseLocked(resolved, name);
      return writeClerk({ ...file.read().values, ...values });
    },
    reset: (name) => {
      refuseLocked(resolved, name);
      const others = { ...file.read().values };
      Reflect.deleteProperty(others, name);
      return writeClerk(others);
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
  };
}

function refuseLocked(resolved: ResolvedSettings, name: SettingName): void {
  if (resolved[name].isLocked || settingOf(name).changedBy === "administrator")
    throw new ProblemError("setting-locked");
}

async function readAll(
  policies: readonly ReadPolicy[],
): Promise<readonly PolicyReading[]> {
  return Promise.all(policies.map((read) => read()));
}
