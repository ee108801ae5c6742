import type { DocumentType } from "../../src-shared/accounts/registration.ts";
import { documentTypes } from "../../src-shared/accounts/registration.ts";
import {
  documentTypeLabels,
  registrationLabels,
  registrationText,
} from "../text/registration-text.ts";
import { Choice, type ChoiceOption } from "../ui/fields/choice.tsx";
import { DayInput } from "../ui/fields/day-input.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import {
  registrationId,
  useRegistration,
  useRegistrationMessages,
  useRegistrationState,
} from "./registration-context.ts";
import { acceptOf, type RegistrationText } from "./registration-inputs.ts";

type Width = "name" | "day" | "number" | "code" | "person";

/** A labelled text field of the page. `shownInstead` locks it on another field's text. */
export function RegistrationTextField(props: {
  name: RegistrationText;
  width: Width;
  shownInstead?: string | undefined;
  inputMode?: "numeric" | "tel" | "email";
  isWide?: boolean;
}) {
  const { name } = props;
  const form = useRegistration();
  const value = useRegistrationState(({ typed }) => typed[name]);
  const messages = useRegistrationMessages(name);
  const id = registrationId(name);
  const isLocked = props.shownInstead !== undefined;
  return (
    <FieldFrame
      id={id}
      label={registrationLabels[name]}
      isRequired
      isWide={props.isWide === true}
      messages={isLocked ? {} : messages}
    >
      <div className={`width-${props.width}`}>
        <TypedInput
          id={id}
          value={props.shownInstead ?? value}
          accept={acceptOf(name)}
          onValue={(next) => form.change({ [name]: next })}
          onLeave={() => form.leave([name])}
          describedBy={isLocked ? undefined : describedBy(id, messages)}
          isInvalid={!isLocked && messages.problem !== undefined}
          isRequired
          isDisabled={isLocked}
          inputMode={props.inputMode}
        />
      </div>
    </FieldFrame>
  );
}

export function RegistrationDayField(props: {
  name: "validFrom" | "validUntil";
  isDisabled?: boolean;
  children?: React.ReactNode;
}) {
  const { name } = props;
  const form = useRegistration();
  const value = useRegistrationState(({ typed }) => typed[name]);
  const messages = useRegistrationMessages(name);
  const id = registrationId(name);
  const label = registrationLabels[name];
  return (
    <FieldFrame id={id} label={label} isRequired messages={messages}>
      <div className="field-row">
        <div className="width-day">
          <DayInput
            id={id}
            value={value}
            accept={acceptOf(name)}
            onValue={(next) => form.change({ [name]: next })}
            onLeave={() => form.leave([name])}
            onPick={(day) => {
              form.change({ [name]: day });
              form.leave([name]);
            }}
            calendarName={registrationText.openCalendar(label)}
            describedBy={describedBy(id, messages)}
            isInvalid={messages.problem !== undefined}
            isRequired={props.isDisabled !== true}
            isDisabled={props.isDisabled}
            placeholder={registrationText.dateExample}
          />
        </div>
        {props.children}
      </div>
    </FieldFrame>
  );
}

/** A labelled selection. */
export function RegistrationChoiceField(props: {
  name: "enterpriseType" | "legalPersonDocumentType" | "contactDocumentType";
  options: readonly ChoiceOption[];
  shownInstead?: string | undefined;
}) {
  const { name } = props;
  const form = useRegistration();
  const value = useRegistrationState(({ typed }) => typed[name]);
  const messages = useRegistrationMessages(name);
  const id = registrationId(name);
  return (
    <FieldFrame
      id={id}
      label={registrationLabels[name]}
      isRequired
      messages={messages}
    >
      <div className="width-person">
        <Choice
          id={id}
          value={props.shownInstead ?? value}
          options={props.options}
          onChoose={(chosen) => form.change({ [name]: chosen })}
          onLeave={() => form.leave([name])}
          placeholder={registrationText.choose}
          emptyText={registrationText.noOptions}
          describedBy={describedBy(id, messages)}
          isInvalid={messages.problem !== undefined}
          isRequired
          isDisabled={props.shownInstead !== undefined}
        />
      </div>
    </FieldFrame>
  );
}

const documentOptions = documentTypes.map((type: DocumentType) => ({
  value: type,
  label: documentTypeLabels[type],
}));

export function DocumentTypeField(props: {
  name: "legalPersonDocumentType" | "contactDocumentType";
  shownInstead?: string | undefined;
}) {
  return <RegistrationChoiceField {...props} options={documentOptions} />;
}
