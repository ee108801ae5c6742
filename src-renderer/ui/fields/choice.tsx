import { Select } from "antd";

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

/** A searchable selection; "" = nothing chosen. A value that is no option (any more) stays readable as its own text. */
export function Choice(props: {
  id: string;
  value: string;
  options: readonly ChoiceOption[];
  onChoose: (value: string) => void;
  onLeave: () => void;
  placeholder: string;
  emptyText: string;
  /** Accessible name where no label element stands beside it. */
  name?: string | undefined;
  describedBy?: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
  isDisabled?: boolean;
  canClear?: boolean;
  /** Text of a value that is not among the options. */
  unknownLabel?: (value: string) => string;
}) {
  const { value, options } = props;
  const isUnknown =
    value !== "" && !options.some((option) => option.value === value);
  const shown = isUnknown
    ? [{ value, label: props.unknownLabel?.(value) ?? value }, ...options]
    : [...options];
  return (
    <Select<string>
      id={props.id}
      className="choice"
      value={value === "" ? null : value}
      options={shown}
      showSearch={{ optionFilterProp: "label" }}
      allowClear={props.canClear === true}
      placeholder={props.placeholder}
      notFoundContent={props.emptyText}
      disabled={props.isDisabled === true}
      status={props.isInvalid ? "error" : ""}
      virtual={shown.length > 60}
      aria-label={props.name}
      aria-describedby={props.describedBy}
      aria-invalid={props.isInvalid}
      aria-required={props.isRequired}
      onChange={(chosen: string | undefined) => props.onChoose(chosen ?? "")}
      onBlur={props.onLeave}
    />
  );
}
