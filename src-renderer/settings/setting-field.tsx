import { Button, Input } from "antd";
import { settingOf } from "../../src-shared/settings/declared-settings.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { wordsOf } from "../text/setting-words.ts";
import { settingsText } from "../text/settings-text.ts";
import { Choice } from "../ui/fields/choice.tsx";
import { describedBy, FieldMessageLines } from "../ui/fields/field-frame.tsx";
import { SettingOriginLine } from "./setting-origin-line.tsx";
import type { TypedName } from "./typed-settings.ts";

/** One setting the clerk may type: label, control, hint, and where its value comes from. */
export function SettingField(props: {
  name: TypedName;
  state: SettingsState;
  text: string;
  problem: string | undefined;
  onText: (text: string) => void;
  onReset: () => void;
}) {
  const { name, state, problem } = props;
  const id = `setting-${name}`;
  const { label, hint } = wordsOf(name);
  const { isLocked, source } = state.origins[name];
  const messages = { hint, problem };
  const described = `${describedBy(id, messages) ?? ""} ${id}-origin`;
  return (
    <div className="field field-wide">
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <div className="field-control">
        <div className="field-row">
          <SettingControl {...props} id={id} described={described} />
          {source === "clerk" && !isLocked && (
            <Button
              type="text"
              aria-label={settingsText.resetNamed(label)}
              onClick={props.onReset}
            >
              {settingsText.reset}
            </Button>
          )}
        </div>
        <FieldMessageLines id={id} {...messages} />
        <SettingOriginLine id={`${id}-origin`} name={name} state={state} />
      </div>
    </div>
  );
}

function SettingControl(props: {
  id: string;
  name: TypedName;
  state: SettingsState;
  text: string;
  problem: string | undefined;
  described: string;
  onText: (text: string) => void;
}) {
  const { id, name, text, described } = props;
  const { shape } = settingOf(name);
  const { isLocked } = props.state.origins[name];
  const isInvalid = props.problem !== undefined;
  if (shape.kind === "choice") {
    const labels = wordsOf(name).options ?? {};
    return (
      <div className="width-person">
        <Choice
          id={id}
          value={text}
          options={shape.options.map((value) => ({
            value,
            label: labels[value] ?? value,
          }))}
          onChoose={props.onText}
          onLeave={() => undefined}
          placeholder=""
          emptyText={settingsText.notSet}
          describedBy={described}
          isInvalid={isInvalid}
          isRequired={false}
          isDisabled={isLocked}
        />
      </div>
    );
  }
  const control = {
    id,
    value: text,
    disabled: isLocked,
    status: isInvalid ? ("error" as const) : ("" as const),
    autoComplete: "off",
    spellCheck: false,
    "aria-describedby": described,
    "aria-invalid": isInvalid,
    onChange: (event: { target: { value: string } }) =>
      props.onText(event.target.value),
  };
  if (shape.kind === "lines")
    return <Input.TextArea {...control} className="width-name" rows={3} />;
  return (
    <Input
      {...control}
      className={shape.kind === "number" ? "width-number" : "width-name"}
      {...(shape.kind === "number" ? { inputMode: "numeric" as const } : {})}
    />
  );
}
