import { Button } from "antd";
import { useId, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import {
  settingNames,
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingGroup } from "../../src-shared/settings/setting.ts";
import {
  afterSignIn,
  beforeSignIn,
  type SettingsState,
} from "../../src-shared/settings/settings-procedures.ts";
import { setSettings } from "../app/host-state.ts";
import { settingGroupLabels } from "../text/setting-words.ts";
import { settingsText } from "../text/settings-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ChosenPathField } from "./chosen-path-field.tsx";
import { RestartNotice } from "./restart-notice.tsx";
import { resetSetting, saveSettings } from "./save-settings.ts";
import { SettingField } from "./setting-field.tsx";
import {
  isAskedFor,
  judgeTyped,
  shownText,
  type TypedName,
  type TypedSettings,
} from "./typed-settings.ts";
import "../ui/fields/fields.css";
import "./settings.css";

/** The controls of these groups, made from the declaration; nothing holds before 保存设置. */
export function SettingsForm(props: {
  state: SettingsState;
  groups: readonly SettingGroup[];
}) {
  const { state, groups } = props;
  const nothingToSaveId = useId();
  const [typed, setTyped] = useState<TypedSettings>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const { changes, problems } = judgeTyped(state, typed);
  const proxyMode = shownText("proxyMode", state, typed);
  const canSave =
    Object.keys(changes).length > 0 && Object.keys(problems).length === 0;

  const take = async (answer: Promise<SettingsState>): Promise<boolean> => {
    setProblem(null);
    try {
      setSettings(await answer);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    }
  };
  const save = async (): Promise<void> => {
    if (!(await take(saveSettings(changes)))) return;
    setTyped({});
    setIsSaved(true);
  };

  return (
    <form
      className="stack field-area"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
    >
      {groups.map((group) => (
        <section key={group} className="sheet stack">
          <h2 className="section-title">{settingGroupLabels[group]}</h2>
          <div className="field-grid">
            {namesIn(group)
              .filter((name) => isAskedFor(name, proxyMode))
              .map((name) =>
                isTypedName(name) ? (
                  <SettingField
                    key={name}
                    name={name}
                    state={state}
                    text={shownText(name, state, typed)}
                    problem={problems[name]}
                    onText={(text) => {
                      setIsSaved(false);
                      setTyped({ ...typed, [name]: text });
                    }}
                    onReset={() => {
                      setTyped(without(typed, name));
                      void take(resetSetting(name));
                    }}
                  />
                ) : (
                  isChosenName(name) && (
                    <ChosenPathField key={name} name={name} state={state} />
                  )
                ),
              )}
          </div>
        </section>
      ))}
      {problem !== null && <ProblemNotice problem={problem} />}
      <RestartNotice state={state} />
      <div className="line line-end settings-bar">
        <span role="status" className="mark-ok">
          {isSaved && settingsText.saved}
        </span>
        {!isSaved && Object.keys(changes).length === 0 && (
          <span id={nothingToSaveId} className="quiet">
            {settingsText.nothingToSave}
          </span>
        )}
        <Button
          type="primary"
          htmlType="submit"
          disabled={!canSave}
          aria-describedby={nothingToSaveId}
        >
          {settingsText.save}
        </Button>
      </div>
    </form>
  );
}

function namesIn(group: SettingGroup): SettingName[] {
  return settingNames.filter((name) => settingOf(name).group === group);
}

function isTypedName(name: SettingName): name is TypedName {
  const typedNames: readonly SettingName[] = [...beforeSignIn, ...afterSignIn];
  return typedNames.includes(name);
}

function isChosenName(
  name: SettingName,
): name is "driverModules" | "backupFolder" {
  return settingOf(name).changedBy === "dialog";
}

function without(typed: TypedSettings, name: TypedName): TypedSettings {
  return Object.fromEntries(
    Object.entries(typed).filter(([each]) => each !== name),
  );
}
