import {
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingValue } from "../../src-shared/settings/setting.ts";
import type {
  afterSignIn,
  beforeSignIn,
  ChangedSettings,
  SettingsState,
} from "../../src-shared/settings/settings-procedures.ts";
import { settingsText } from "../text/settings-text.ts";

/** What the clerk may type; everything else comes from a dialog or from IT. */
export type TypedName =
  (typeof beforeSignIn)[number] | (typeof afterSignIn)[number];
export type TypedSettings = Readonly<Partial<Record<TypedName, string>>>;

export interface TypedJudgement {
  /** Only what differs from what holds now. */
  readonly changes: ChangedSettings;
  readonly problems: Readonly<Partial<Record<TypedName, string>>>;
}

export function asTyped(value: SettingValue): string {
  return typeof value === "object" ? value.join("\n") : String(value);
}

export function shownText(
  name: TypedName,
  { values }: Pick<SettingsState, "values">,
  typed: TypedSettings,
): string {
  return typed[name] ?? asTyped(values[name]);
}

/** A setting that means nothing under the chosen way through the network is not asked for. */
export function isAskedFor(name: SettingName, proxyMode: string): boolean {
  if (name === "proxyAddress" || name === "proxyBypass")
    return proxyMode === "manual";
  return name !== "proxyPacUrl" || proxyMode === "pac";
}

export function judgeTyped(
  state: Pick<SettingsState, "values">,
  typed: TypedSettings,
): TypedJudgement {
  const proxyMode = shownText("proxyMode", state, typed);
  const changes: Record<string, SettingValue> = {};
  const problems: Partial<Record<TypedName, string>> = {};
  for (const name of Object.keys(typed) as TypedName[]) {
    const text = shownText(name, state, typed);
    if (!isAskedFor(name, proxyMode) || text === asTyped(state.values[name]))
      continue;
    const value = readTyped(name, text);
    if (value === null) problems[name] = sayProblem(name);
    else changes[name] = value;
  }
  for (const [name, mode, sentence] of wanted)
    if (proxyMode === mode && shownText(name, state, typed).trim() === "")
      problems[name] = sentence;
  return { changes: changes, problems };
}

const wanted = [
  ["proxyAddress", "manual", settingsText.problems.proxyAddressMissing],
  ["proxyPacUrl", "pac", settingsText.problems.proxyPacUrlMissing],
] as const;

function readTyped(name: TypedName, text: string): SettingValue | null {
  const { shape, schema } = settingOf(name);
  const raw =
    shape.kind === "number"
      ? Number(text.trim() === "" ? "none" : text)
      : shape.kind === "lines"
        ? text.split("\n").filter((line) => line.trim() !== "")
        : text;
  const parsed = schema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

function sayProblem(name: TypedName): string {
  const { shape } = settingOf(name);
  if (shape.kind === "number")
    return settingsText.problems.number(shape.least, shape.most);
  const sentences: Partial<Record<TypedName, string>> = settingsText.problems;
  return sentences[name] ?? settingsText.problems.companionAddress;
}
