import { Checkbox } from "antd";
import {
  documentTypes,
  type DocumentType,
} from "../../src-shared/accounts/registration.ts";
import { changeContactText } from "../text/account-text.ts";
import {
  documentTypeLabels,
  registrationLabels,
  registrationText,
} from "../text/registration-text.ts";
import { Choice } from "../ui/fields/choice.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { settleDate, settleText } from "../ui/fields/settled-text.ts";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import type { ContactDraft } from "./contact-draft.ts";
import type { AccountPlace } from "./refused-place.ts";
import { acceptOf, type RegistrationText } from "./registration-inputs.ts";

export function contactId(place: AccountPlace): string {
  return `contact-${place}`;
}

export interface ContactFieldsProps {
  readonly draft: ContactDraft;
  readonly change: (patch: Partial<ContactDraft>) => void;
  readonly messageAt: (place: AccountPlace) => string | undefined;
}

type TextPart = {
  [Name in keyof ContactDraft]: ContactDraft[Name] extends string
    ? Name
    : never;
}[keyof ContactDraft];

export function ContactTextField(
  props: ContactFieldsProps & {
    place: RegistrationText;
    part: TextPart;
    placeholder?: string | undefined;
    isDisabled?: boolean;
  },
) {
  const { place, part, draft, change } = props;
  const id = contactId(place);
  const messages = { problem: props.messageAt(place) };
  const isDay = part === "validFrom" || part === "validUntil";
  const settle = isDay ? settleDate : settleText;
  return (
    <FieldFrame
      id={id}
      label={registrationLabels[place]}
      isRequired
      messages={messages}
    >
      <div className="width-person">
        <TypedInput
          id={id}
          value={draft[part]}
          accept={acceptOf(place)}
          onValue={(value) => change({ [part]: value })}
          onLeave={() => change({ [part]: settle(draft[part]) })}
          describedBy={describedBy(id, messages)}
          isInvalid={messages.problem !== undefined}
          isRequired
          isDisabled={props.isDisabled}
          placeholder={
            props.placeholder ??
            (isDay ? registrationText.dateExample : undefined)
          }
        />
      </div>
    </FieldFrame>
  );
}

/** The person's document; a number that is not typed stays as it was. */
export function ContactPersonFields(
  props: ContactFieldsProps & {
    /** Of the document as the API has it, where the type is still the same. */
    maskedNumber: string | null;
  },
) {
  const { maskedNumber, ...fields } = props;
  const { draft, change } = fields;
  const typeId = contactId("contactDocumentType");
  return (
    <>
      <ContactTextField {...fields} place="contactName" part="name" />
      <FieldFrame
        id={typeId}
        label={registrationLabels.contactDocumentType}
        isRequired
        messages={{}}
      >
        <div className="width-person">
          <Choice
            id={typeId}
            value={draft.documentType}
            options={documentTypes.map((type) => ({
              value: type,
              label: documentTypeLabels[type],
            }))}
            onChoose={(type) => change({ documentType: type as DocumentType })}
            onLeave={() => undefined}
            placeholder={registrationText.choose}
            emptyText={registrationText.noOptions}
            isInvalid={false}
            isRequired
          />
        </div>
      </FieldFrame>
      <ContactTextField
        {...fields}
        place="contactDocumentNumber"
        part="documentNumber"
        placeholder={
          maskedNumber === null
            ? undefined
            : changeContactText.numberStays(maskedNumber)
        }
      />
      <ContactTextField {...fields} place="validFrom" part="validFrom" />
      <ContactTextField
        {...fields}
        place="validUntil"
        part="validUntil"
        isDisabled={draft.isLongTerm}
      />
      <Checkbox
        checked={draft.isLongTerm}
        onChange={({ target }) => change({ isLongTerm: target.checked })}
      >
        {registrationText.longTerm}
      </Checkbox>
    </>
  );
}
