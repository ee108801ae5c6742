import { Checkbox } from "antd";
import { useState } from "react";
import type { OwnAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { isEmail } from "../../src-shared/identity/email.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { changeContactText } from "../text/account-text.ts";
import { codeText } from "../text/captcha-text.ts";
import { sayAtField } from "../text/say-at-field.ts";
import { CodeField } from "../ui/fields/code-field.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AccountDialog } from "./account-dialog.tsx";
import {
  changeOf,
  draftOf,
  isEmailChanged,
  isMobileChanged,
  isPersonKnown,
  judgeDraft,
  type ContactDraft,
} from "./contact-draft.ts";
import {
  contactId,
  ContactPersonFields,
  ContactTextField,
} from "./contact-fields.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";
import { refusedPlace, type AccountPlace } from "./refused-place.ts";

const order: readonly AccountPlace[] = [
  "email",
  "emailCode",
  "mobile",
  "smsCode",
  "contactName",
  "contactDocumentNumber",
  "validFrom",
  "validUntil",
  "password",
];

/** 修改联系人信息 with the password; another mobile or mail is proven by a code to it. */
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

  const sentences = judgeDraft(draft, own, new Date());
  const refused = problem === null ? null : refusedPlace(problem);
  const messageAt = (place: AccountPlace) =>
    refused === place && problem !== null
      ? sayAtField(problem)
      : isTried
        ? sentences[place]
        : undefined;

  const save = () => {
    setIsTried(true);
    const first = order.find((place) => sentences[place] !== undefined);
    if (first !== undefined) {
      document.getElementById(contactId(first))?.focus();
      return;
    }
    attempt(async () => {
      await call("accounts.change-contact", changeOf(draft, own));
      props.onDone();
    });
  };

  const fields = { draft, change, messageAt };
  const { person } = own.contact;
  const knownPerson = isPersonKnown(own.contact) ? person : null;

  return (
    <AccountDialog
      title={changeContactText.title}
      verb={changeContactText.verb}
      isBusy={isBusy}
      problem={refused === null ? problem : null}
      onConfirm={save}
      onCancel={props.onCancel}
      onSignInAgain={props.onSignInAgain}
    >
      <ContactTextField {...fields} place="email" part="email" />
      {isEmailChanged(draft, own) && <EmailCode {...fields} />}
      <ContactTextField {...fields} place="mobile" part="mobile" />
      {isMobileChanged(draft, own) && <SmsCode {...fields} />}
      {knownPerson !== null && (
        <Checkbox
          checked={draft.isPersonChanged}
          onChange={({ target }) => {
            const { email, mobile, smsCode, emailCode, password } = draft;
            setDraft({
              ...draftOf(own),
              ...{ email, mobile, smsCode, emailCode, password },
              isPersonChanged: target.checked,
            });
          }}
        >
          {changeContactText.changePerson}
        </Checkbox>
      )}
      {draft.isPersonChanged && (
        <ContactPersonFields
          {...fields}
          maskedNumber={
            knownPerson?.documentType === draft.documentType
              ? knownPerson.maskedDocumentNumber
              : null
          }
        />
      )}
      <OwnPasswordField
        id={contactId("password")}
        label={changeContactText.password}
        hint={changeContactText.passwordHint}
        value={draft.password}
        onValue={(password) => change({ password })}
        problem={messageAt("password")}
      />
    </AccountDialog>
  );
}

interface CodeProps {
  readonly draft: ContactDraft;
  readonly change: (patch: Partial<ContactDraft>) => void;
  readonly messageAt: (place: AccountPlace) => string | undefined;
}

function EmailCode({ draft, change, messageAt }: CodeProps) {
  return (
    <>
      <p className="quiet">{changeContactText.emailChanged}</p>
      <CodeField
        way="mail"
        id={contactId("emailCode")}
        value={draft.emailCode}
        onValue={(emailCode) => change({ emailCode })}
        problem={messageAt("emailCode")}
        recipient={draft.email}
        refuse={() =>
          isEmail(draft.email) ? undefined : codeText.mail.addressFirst
        }
        askCaptcha={askCaptcha}
        send={(captcha) =>
          call("accounts.send-email-code", { email: draft.email, captcha })
        }
      />
    </>
  );
}

function SmsCode({ draft, change, messageAt }: CodeProps) {
  return (
    <>
      <p className="quiet">{changeContactText.mobileChanged}</p>
      <CodeField
        way="sms"
        id={contactId("smsCode")}
        value={draft.smsCode}
        onValue={(smsCode) => change({ smsCode })}
        problem={messageAt("smsCode")}
        recipient={draft.mobile}
        refuse={() =>
          isMainlandMobile(draft.mobile) ? undefined : codeText.sms.addressFirst
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
  );
}
