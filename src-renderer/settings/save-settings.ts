import {
  afterSignIn,
  beforeSignIn,
  type ChangedSettings,
  type SettingsState,
} from "../../src-shared/settings/settings-procedures.ts";
import { call } from "../app/bridge.ts";
import type { TypedName } from "./typed-settings.ts";

type ConnectionName = (typeof beforeSignIn)[number];
type WorkName = (typeof afterSignIn)[number];

/** What sign-in needs may be changed by anyone at the machine, the rest by who has signed in: two questions to the host. */
export async function saveSettings(
  changes: ChangedSettings,
): Promise<SettingsState> {
  const connection = pick(changes, beforeSignIn);
  const work = pick(changes, afterSignIn);
  const afterConnection =
    Object.keys(connection).length === 0
      ? null
      : await call("settings.change-connection", { values: connection });
  if (afterConnection !== null && Object.keys(work).length === 0)
    return afterConnection;
  return call("settings.change", { values: work });
}

export function resetSetting(name: TypedName): Promise<SettingsState> {
  return isOneOf(beforeSignIn, name)
    ? call("settings.reset-connection", { name })
    : call("settings.reset", { name: name });
}

function pick<Name extends ConnectionName | WorkName>(
  changes: ChangedSettings,
  names: readonly Name[],
): Pick<ChangedSettings, Name> {
  return Object.fromEntries(
    names
      .filter((name) => changes[name] !== undefined)
      .map((name) => [name, changes[name]]),
  ) as Pick<ChangedSettings, Name>;
}

function isOneOf<Name extends string>(
  names: readonly Name[],
  name: string,
): name is Name {
  return (names as readonly string[]).includes(name);
}
