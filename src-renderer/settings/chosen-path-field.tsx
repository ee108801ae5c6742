import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { call } from "../app/bridge.ts";
import { setSettings } from "../app/host-state.ts";
import { wordsOf } from "../text/setting-words.ts";
import { settingsText } from "../text/settings-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { SettingOriginLine } from "./setting-origin-line.tsx";

const ways = {
  driverModules: {
    verb: settingsText.addDriver,
    none: settingsText.noDriver,
    choose: () => call("settings.add-driver", {}),
    reset: () => call("settings.reset-connection", { name: "driverModules" }),
  },
  backupFolder: {
    verb: settingsText.chooseFolder,
    none: settingsText.noFolder,
    choose: () => call("settings.choose-backup-folder", {}),
    reset: () => call("settings.reset", { name: "backupFolder" }),
  },
} as const;

/** A path on this machine: shown here, and chosen in a dialog of the host. */
export function ChosenPathField(props: {
  name: keyof typeof ways;
  state: SettingsState;
}) {
  const { name, state } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  const { verb, none, choose, reset } = ways[name];
  const { label, hint } = wordsOf(name);
  const { isLocked, source } = state.origins[name];
  const paths = [state.values[name]].flat().filter((path) => path !== "");
  const id = `setting-${name}`;

  const take = (answer: Promise<SettingsState>): void => {
    setProblem(null);
    answer.then(setSettings, (error: unknown) => setProblem(problemOf(error)));
  };

  return (
    <div className="field field-wide" role="group" aria-labelledby={id}>
      <div className="field-label">
        <span id={id}>{label}</span>
      </div>
      <div className="field-control">
        <ul className="plain-list setting-paths">
          {paths.map((path) => (
            <li key={path}>{path}</li>
          ))}
          {paths.length === 0 && <li className="quiet">{none}</li>}
        </ul>
        <div className="field-row">
          <Button
            disabled={isLocked}
            aria-describedby={`${id}-hint ${id}-origin`}
            onClick={() => take(choose())}
          >
            {verb}
          </Button>
          {source === "clerk" && !isLocked && (
            <Button
              type="text"
              aria-label={settingsText.resetNamed(label)}
              onClick={() => take(reset())}
            >
              {settingsText.reset}
            </Button>
          )}
        </div>
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
        <SettingOriginLine id={`${id}-origin`} name={name} state={state} />
        {problem !== null && <ProblemNotice problem={problem} />}
      </div>
    </div>
  );
}
