import {
  isSettingName,
  settingNames,
  settingOf,
  type SettingName,
  type SettingValues,
} from "./declared-settings.ts";
import type { SettingValue } from "./setting.ts";

/** `command-line` is a start by hand, as trials do it; it is locked for that run, and policy stands above it. */
export type SettingSource =
  "default" | "preset" | "clerk" | "command-line" | "policy";

/** Raw values by name, not yet held against the declaration. */
export type RawValues = Readonly<Record<string, unknown>>;

/** One place of IT's: `enforced` locks, `recommended` is a default that the clerk may change. */
export interface PolicyBranches {
  readonly enforced: RawValues;
  readonly recommended: RawValues;
}

export interface SettingLayers {
  /** The first place that names a setting decides. */
  readonly policies: readonly PolicyBranches[];
  readonly commandLine: RawValues;
  readonly clerk: RawValues;
}

export interface ResolvedSetting {
  readonly value: SettingValue;
  readonly source: SettingSource;
  readonly isLocked: boolean;
  /** IT (or the command line) named it, but not in a way that can be used: it stays locked, and the next source gives the value. */
  readonly isPolicyUnusable: boolean;
}

export type ResolvedSettings = Readonly<Record<SettingName, ResolvedSetting>>;

export function resolveSettings(layers: SettingLayers): ResolvedSettings {
  return Object.fromEntries(
    settingNames.map((name) => [name, resolveSetting(name, layers)]),
  ) as Record<SettingName, ResolvedSetting>;
}

export function valuesOf(resolved: ResolvedSettings): SettingValues {
  return Object.fromEntries(
    settingNames.map((name) => [name, resolved[name].value]),
  ) as unknown as SettingValues;
}

/** Names in the policies that are no setting: most often a slip of the pen that would otherwise go unseen. */
export function unknownPolicyNames(
  policies: readonly PolicyBranches[],
): string[] {
  const names = policies.flatMap(({ enforced, recommended }) => [
    ...Object.keys(enforced),
    ...Object.keys(recommended),
  ]);
  return [...new Set(names)].filter((name) => !isSettingName(name));
}

function resolveSetting(
  name: SettingName,
  { policies, commandLine, clerk }: SettingLayers,
): ResolvedSetting {
  const enforced = firstOf(policies.map((each) => each.enforced[name]));
  const recommended = firstOf(policies.map((each) => each.recommended[name]));
  const isUnusable = (raw: unknown): boolean =>
    raw !== undefined && readValue(name, raw) === undefined;
  const isPolicyUnusable = [enforced, recommended, commandLine[name]].some(
    isUnusable,
  );
  const isEnforced = enforced !== undefined;
  const isClerkAsked =
    !isEnforced && settingOf(name).changedBy !== "administrator";

  const candidates: readonly (readonly [SettingSource, unknown])[] = [
    ["policy", enforced],
    ["command-line", commandLine[name]],
    ["clerk", isClerkAsked ? clerk[name] : undefined],
    ["preset", recommended],
  ];
  for (const [source, raw] of candidates) {
    const value = raw === undefined ? undefined : readValue(name, raw);
    if (value === undefined) continue;
    const isLocked = isEnforced || source === "command-line";
    return { value, source, isLocked, isPolicyUnusable };
  }
  return {
    value: settingOf(name).fallback,
    source: "default",
    isLocked: isEnforced,
    isPolicyUnusable,
  };
}

function firstOf(raws: readonly unknown[]): unknown {
  return raws.find((raw) => raw !== undefined);
}

/** A registry knows one kind of text and one of number; a list of one line is often written as a text. */
function readValue(name: SettingName, raw: unknown): SettingValue | undefined {
  const { schema, shape } = settingOf(name);
  const fitted =
    shape.kind === "lines" && typeof raw === "string"
      ? linesOf(raw)
      : shape.kind === "number" && typeof raw === "string" && /^\d+$/.test(raw)
        ? Number(raw)
        : raw;
  const parsed = schema.safeParse(fitted);
  return parsed.success ? parsed.data : undefined;
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
