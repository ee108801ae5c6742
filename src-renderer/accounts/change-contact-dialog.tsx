import { Button, Checkbox } from "antd";
import { useState } from "react";
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
import { Dialog } from "../ui/dialog.tsx";
import { SmsCodeField } from "../ui/fields/sms-code-field.tsx";
import { SubmitOnEnter } from "../ui/submit-on-enter.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AskProblem } from "./ask-problem.tsx";
import {
  changedContactOf,
  draftOf,
  judgeDraft,
  type ContactDraft,
} from "./contact-draft.ts";
import {
  contactId,
  ContactPersonFields,
  ContactTextField,
} from "./contact-fields.tsx";
import { refusedPlace } from "./refused-place.ts";

/** 修改联系人信息; another mobile is proven by a code to it. */
export function ChangeContactDialog(props: {
  own: OwnAccount;
  onDone: () => void;
  onCancel: () => void;
  onSignInAgain: () => void;
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
      document.getElementById(contactId(first))?.focus();
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

  const fields = { draft, change, messageAt };
  const { person } = own.contact;

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
        <ContactTextField {...fields} place="email" part="email" />
        <ContactTextField {...fields} place="mobile" part="mobile" />
        {isMobileChanged && (
          <>
            <p className="quiet">{changeContactText.mobileChanged}</p>
            <SmsCodeField
              id={contactId("smsCode")}
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
        {person !== null && (
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
          <ContactPersonFields
            {...fields}
            maskedNumber={
              person?.documentType === draft.documentType
                ? person.maskedDocumentNumber
                : null
            }
          />
        )}
        {problem !== null && refused === null && (
          <AskProblem problem={problem} onSignInAgain={props.onSignInAgain} />
        )}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
