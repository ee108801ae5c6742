import { Button, Checkbox } from "antd";
import { useState } from "react";
import {
  documentTypes,
  type DocumentType,
} from "../../src-shared/accounts/registration.ts";
import {
  registrationPlaces,
  type RegistrationPlace,
} from "../../src-shared/accounts/registration-rules.ts";
import type { OwnAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { changeContactText } from "../text/account-text.ts";
import { smsCodeText } from "../text/captcha-text.ts";
import { frameText } from "../text/frame-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import {
  documentTypeLabels,
  registrationLabels,
  registrationText,
} from "../text/registration-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Choice } from "../ui/fields/choice.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { settleDate, settleText } from "../ui/fields/settled-text.ts";
import { SmsCodeField } from "../ui/fields/sms-code-field.tsx";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SubmitOnEnter } from "../ui/submit-on-enter.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import {
  changedContactOf,
  draftOf,
  judgeDraft,
  type ContactDraft,
} from "./contact-draft.ts";
import { refusedPlace } from "./refused-place.ts";
import { acceptOf, type RegistrationText } from "./registration-inputs.ts";

const idOf = (place: RegistrationPlace) => `contact-${place}`;

type TextPart = {
  [Name in keyof ContactDraft]: ContactDraft[Name] extends string
    ? Name
    : never;
}[keyof ContactDraft];

/** 修改联系人信息; another mobile is proven by a code to it. */
export function ChangeContactDialog(props: {
  own: OwnAccount;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { own } = props;
  const [draft, setDraft] = useState(() => draftOf(own));
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const change = (patch: Partial<ContactDraft>) =>
    setDraft((before) => ({ ...before, ...patch }));

  const isMobileChanged = draft.mobile !== own.contact.mobile;
  const sentences: Partial<Record<RegistrationPlace, string>> = {
    ...judgeDraft(draft, own, new Date()),
    ...(isMobileChanged && !/^\d{6}$/.test(draft.smsCode)
      ? { smsCode: changeContactText.smsRequired }
      : {}),
  };
  const refused = problem === null ? null : refusedPlace(problem);
  const messageAt = (place: RegistrationPlace) =>
    refused === place && problem !== null
      ? sayProblem(problem).sentence
      : isTried
        ? sentences[place]
        : undefined;

  const save = () => {
    setIsTried(true);
    const first = registrationPlaces.find(
      (place) => sentences[place] !== undefined,
    );
    if (first !== undefined) {
      document.getElementById(idOf(first))?.focus();
      return;
    }
    attempt(async () => {
      await call("accounts.change-contact", {
        contact: changedContactOf(draft, own),
        smsCode: isMobileChanged ? draft.smsCode : null,
      });
      props.onDone();
    });
  };

  const text = (
    place: RegistrationText,
    part: TextPart,
    settle = settleText,
    more: { placeholder?: string; isDisabled?: boolean } = {},
  ) => {
    const id = idOf(place);
    const messages = { problem: messageAt(place) };
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
            {...more}
          />
        </div>
      </FieldFrame>
    );
  };

  return (
    <Dialog
      title={changeContactText.title}
      width={600}
      onCancel={props.onCancel}
      onConfirm={save}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button type="primary" loading={isBusy} onClick={save}>
            {changeContactText.verb}
          </Button>
        </>
      }
    >
      <form
        className="stack narrow-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {text("email", "email")}
        {text("mobile", "mobile")}
        {isMobileChanged && (
          <>
            <p className="quiet">{changeContactText.mobileChanged}</p>
            <SmsCodeField
              id={idOf("smsCode")}
              value={draft.smsCode}
              onValue={(smsCode) => change({ smsCode })}
              problem={messageAt("smsCode")}
              recipient={draft.mobile}
              refuse={() =>
                isMainlandMobile(draft.mobile)
                  ? undefined
                  : smsCodeText.mobileFirst
              }
              askCaptcha={askCaptcha}
              send={(captcha) =>
                call("accounts.send-sms-code", {
                  purpose: "change-mobile",
                  mobile: draft.mobile,
                  captcha,
                })
              }
            />
          </>
        )}
        {own.contact.person !== null && (
          <Checkbox
            checked={draft.isPersonChanged}
            onChange={({ target }) =>
              setDraft({
                ...draftOf(own),
                email: draft.email,
                mobile: draft.mobile,
                smsCode: draft.smsCode,
                isPersonChanged: target.checked,
              })
            }
          >
            {changeContactText.changePerson}
          </Checkbox>
        )}
        {draft.isPersonChanged && (
          <>
            {text("contactName", "name")}
            <FieldFrame
              id={idOf("contactDocumentType")}
              label={registrationLabels.contactDocumentType}
              isRequired
              messages={{}}
            >
              <div className="width-person">
                <Choice
                  id={idOf("contactDocumentType")}
                  value={draft.documentType}
                  options={documentTypes.map((type) => ({
                    value: type,
                    label: documentTypeLabels[type],
                  }))}
                  onChoose={(type) =>
                    change({ documentType: type as DocumentType })
                  }
                  onLeave={() => undefined}
                  placeholder={registrationText.choose}
                  emptyText={registrationText.noOptions}
                  isInvalid={false}
                  isRequired
                />
              </div>
            </FieldFrame>
            {text(
              "contactDocumentNumber",
              "documentNumber",
              settleText,
              own.contact.person?.documentType === draft.documentType
                ? {
                    placeholder: changeContactText.numberStays(
                      own.contact.person.maskedDocumentNumber,
                    ),
                  }
                : {},
            )}
            {text("validFrom", "validFrom", settleDate, {
              placeholder: registrationText.dateExample,
            })}
            {text("validUntil", "validUntil", settleDate, {
              placeholder: registrationText.dateExample,
              isDisabled: draft.isLongTerm,
            })}
            <Checkbox
              checked={draft.isLongTerm}
              onChange={({ target }) => change({ isLongTerm: target.checked })}
            >
              {registrationText.longTerm}
            </Checkbox>
          </>
        )}
        {problem !== null && refused === null && (
          <ProblemNotice problem={problem} />
        )}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
