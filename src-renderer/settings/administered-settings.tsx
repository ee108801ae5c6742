import {
  settingNames,
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { wordsOf } from "../text/setting-words.ts";
import { settingsText } from "../text/settings-text.ts";
import { SettingOriginLine } from "./setting-origin-line.tsx";

const administered = settingNames.filter(
  (name) => settingOf(name).changedBy === "administrator",
);

/** What IT alone decides, to be read. */
export function AdministeredSettings({ state }: { state: SettingsState }) {
  return (
    <section className="sheet stack">
      <h2 className="section-title">{settingsText.administrated}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{settingsText.setting}</th>
            <th scope="col">{settingsText.value}</th>
            <th scope="col">{settingsText.source}</th>
          </tr>
        </thead>
        <tbody>
          {administered.map((name) => (
            <tr key={name}>
              <th scope="row">{wordsOf(name).label}</th>
              <td>{sayValue(name, state)}</td>
              <td>
                <SettingOriginLine
                  id={`setting-${name}-origin`}
                  name={name}
                  state={state}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sayValue(name: SettingName, state: SettingsState): string {
  const value = state.values[name];
  if (typeof value === "object") return value.join("\n") || settingsText.notSet;
  const text = String(value);
  return text === ""
    ? settingsText.notSet
    : (wordsOf(name).options?.[text] ?? text);
}
