import { Checkbox } from "antd";
import { useRef } from "react";
import { fieldLabels, groupLabels } from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";
import {
  FieldGroupFrame,
  FieldMessageLines,
} from "../ui/fields/field-frame.tsx";
import { DayControl } from "./bound-fields.tsx";
import { useForm, useFormState } from "./form-context.ts";
import { placeElementId } from "./place-element.ts";
import { usePlaceMessages } from "./use-place-messages.ts";

/** 营业期限: from a day to a day, or 长期有效. */
export function OperatingPeriodField() {
  const isLongTerm = useFormState(({ fields }) => fields.isOperatingLongTerm);
  return (
    <FieldGroupFrame
      id="place-operating-period"
      label={groupLabels.operatingPeriod}
    >
      <div className="field-row">
        <DayControl name="operatingFrom" isNamed />
        <span>{formText.to}</span>
        <DayControl name="operatingUntil" isNamed isDisabled={isLongTerm} />
        <LongTermBox isLongTerm={isLongTerm} />
      </div>
      <div className="field-remarks">
        <DayLines name="operatingFrom" />
        <DayLines name="operatingUntil" />
      </div>
    </FieldGroupFrame>
  );
}

function LongTermBox(props: { isLongTerm: boolean }) {
  const form = useForm();
  // A box ticked by mistake must not cost the day that was typed.
  const untilBefore = useRef("");
  return (
    <Checkbox
      id={placeElementId("isOperatingLongTerm")}
      checked={props.isLongTerm}
      onChange={({ target }) => {
        if (target.checked)
          untilBefore.current = form.content().fields.operatingUntil;
        form.change({
          isOperatingLongTerm: target.checked,
          operatingUntil: target.checked ? "" : untilBefore.current,
        });
      }}
    >
      {fieldLabels.isOperatingLongTerm}
    </Checkbox>
  );
}

function DayLines(props: { name: "operatingFrom" | "operatingUntil" }) {
  const { problem, warning } = usePlaceMessages(props.name);
  const about = (sentence: string | undefined) =>
    sentence === undefined
      ? undefined
      : formText.problemLink(fieldLabels[props.name], sentence);
  return (
    <FieldMessageLines
      id={placeElementId(props.name)}
      problem={about(problem)}
      warning={about(warning)}
    />
  );
}
