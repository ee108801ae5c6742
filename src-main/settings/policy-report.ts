import {
  settingNames,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";

/**
 * What holds, who said so and since when, as lines of a tab-separated table: read by people in a terminal and by the
 * scripts of who looks after 300 machines. Names and sources are words of the policies, not of the page.
 * @param show what may be seen of a text that somebody wrote: all of it, or less where the report leaves the machine
 */
export function writePolicyReport(
  state: SettingsState,
  show: (text: string) => string = (text) => text,
): string {
  const places = state.policies.map(({ place, state: read }) =>
    line("#", show(place), read),
  );
  const unknown = state.unknownPolicyNames.map((name) =>
    line("#", show(name), "unknown-name"),
  );
  return [
    ...places,
    ...unknown,
    line("name", "value", "source", "since", "locked", "remark"),
    ...settingNames.map((name) => settingLine(name, state, show)),
    "",
  ].join("\n");
}

function settingLine(
  name: SettingName,
  { values, origins }: SettingsState,
  show: (text: string) => string,
): string {
  const { source, since, isLocked, isPolicyUnusable } = origins[name];
  return line(
    name,
    JSON.stringify(values[name], (_key, value: unknown) =>
      typeof value === "string" ? show(value) : value,
    ),
    source,
    since,
    isLocked ? "locked" : "free",
    isPolicyUnusable ? "policy-unusable" : "",
  );
}

function line(...cells: readonly string[]): string {
  return cells.join("\t").trimEnd();
}
