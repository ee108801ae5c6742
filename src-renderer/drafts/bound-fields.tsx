import { fieldLabels } from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";
import { Choice, type ChoiceOption } from "../ui/fields/choice.tsx";
import { DayInput } from "../ui/fields/day-input.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { inputOf, type TextFieldName } from "./field-inputs.ts";
import { useForm, useFormState } from "./form-context.ts";
import { placeElementId } from "./place-element.ts";
import { usePlaceMessages } from "./use-place-messages.ts";

type Width = "name" | "day" | "number" | "code" | "person" | "region";

/** A labelled text field of the filing. */
export function TextField(props: {
  name: TextFieldName;
  width?: Width;
  isWide?: boolean;
  lines?: number;
  inputMode?: "decimal" | "numeric" | "tel" | "email";
}) {
  const { name } = props;
  const form = useForm();
  const value = useFormState(({ fields }) => fields[name]);
  const messages = usePlaceMessages(name);
  const id = placeElementId(name);
  return (
    <FieldFrame
      id={id}
      label={fieldLabels[name]}
      isRequired
      isWide={props.isWide === true}
      messages={messages}
    >
      <div className={props.width === undefined ? "" : `width-${props.width}`}>
        <TypedInput
          id={id}
          value={value}
          accept={inputOf(name).accept}
          onValue={(next) => form.change({ [name]: next })}
          onLeave={() => form.leave([name])}
          describedBy={describedBy(id, messages)}
          isInvalid={messages.problem !== undefined}
          isRequired
          inputMode={props.inputMode}
          lines={props.lines}
        />
      </div>
    </FieldFrame>
  );
}

type DayFieldName = "establishedOn" | "operatingFrom" | "operatingUntil";

/** The control alone, for a row that holds several. */
export function DayControl(props: {
  name: DayFieldName;
  isNamed: boolean;
  isDisabled?: boolean;
}) {
  const { name } = props;
  const form = useForm();
  const value = useFormState(({ fields }) => fields[name]);
  const messages = usePlaceMessages(name);
  const id = placeElementId(name);
  return (
    <div className="width-day">
      <DayInput
        id={id}
        value={value}
        accept={inputOf(name).accept}
        onValue={(next) => form.change({ [name]: next })}
        onLeave={() => form.leave([name])}
        onPick={(day) => {
          form.change({ [name]: day });
          form.leave([name]);
        }}
        calendarName={formText.openCalendar(fieldLabels[name])}
        name={props.isNamed ? fieldLabels[name] : undefined}
        describedBy={describedBy(id, messages)}
        isInvalid={messages.problem !== undefined}
        isRequired={props.isDisabled !== true}
        isDisabled={props.isDisabled}
        placeholder={formText.dateExample}
      />
    </div>
  );
}

export function DayField(props: { name: DayFieldName }) {
  const messages = usePlaceMessages(props.name);
  return (
    <FieldFrame
      id={placeElementId(props.name)}
      label={fieldLabels[props.name]}
      isRequired
      messages={messages}
    >
      <DayControl name={props.name} isNamed={false} />
    </FieldFrame>
  );
}

/** A labelled selection; `hint` says why it cannot be used, where it cannot. */
export function ChoiceField(props: {
  name: "enterpriseNature" | "enterpriseScale" | "enterpriseCategory";
  options: readonly ChoiceOption[];
  hint?: string | undefined;
  onChoose: (value: string) => void;
}) {
  const { name } = props;
  const form = useForm();
  const value = useFormState(({ fields }) => fields[name]);
  const messages = usePlaceMessages(name, props.hint);
  const id = placeElementId(name);
  return (
    <FieldFrame
      id={id}
      label={fieldLabels[name]}
      isRequired
      messages={messages}
    >
      <div className="width-person">
        <Choice
          id={id}
          value={value}
          options={props.options}
          onChoose={props.onChoose}
          onLeave={() => form.leave([name])}
          placeholder={formText.choose}
          emptyText={formText.noOptions}
          describedBy={describedBy(id, messages)}
          isInvalid={messages.problem !== undefined}
          isRequired
        />
      </div>
    </FieldFrame>
  );
}
