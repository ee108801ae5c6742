import { LockOutlined } from "@ant-design/icons";
import type { SettingName } from "../../src-shared/settings/declared-settings.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { sayMinute } from "../text/say-time.ts";
import { settingsText } from "../text/settings-text.ts";

/** Where a value comes from, and for a locked one who can change it. */
export function SettingOriginLine(props: {
  id: string;
  name: SettingName;
  state: SettingsState;
}) {
  const { source, since, isLocked, isPolicyUnusable } =
    props.state.origins[props.name];
  const { administratorContact } = props.state.values;
  return (
    <p id={props.id} className="field-hint">
      {isLocked ? (
        <>
          <LockOutlined aria-hidden="true" />{" "}
          {source === "command-line"
            ? settingsText.lockedByCommand
            : settingsText.locked}
          。
          {source !== "command-line" &&
            (administratorContact === ""
              ? settingsText.noContact
              : settingsText.contact(administratorContact))}
        </>
      ) : (
        <>
          {settingsText.sources[source]}
          {source !== "default" && `，${settingsText.since(sayMinute(since))}`}
        </>
      )}
      {isPolicyUnusable && (
        <span className="mark-warning"> {settingsText.unusable}</span>
      )}
    </p>
  );
}
