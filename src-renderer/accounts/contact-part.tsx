import { Checkbox } from "antd";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { codeText } from "../text/captcha-text.ts";
import { registrationText } from "../text/registration-text.ts";
import { CodeField } from "../ui/fields/code-field.tsx";
import {
  registrationId,
  useRegistration,
  useRegistrationMessages,
  useRegistrationState,
} from "./registration-context.ts";
import {
  DocumentTypeField,
  RegistrationDayField,
  RegistrationTextField,
} from "./registration-fields.tsx";

/** 账号联系人信息: the person's document, mail, and the mobile with its code. */
export function ContactPart() {
  const form = useRegistration();
  const typed = useRegistrationState((state) => state.typed);
  const isSame = typed.accountType !== "person" && typed.isSameAsLegalPerson;
  const locked = (text: string) => (isSame ? text : undefined);
  return (
    <section className="sheet form-part" aria-labelledby="registration-contact">
      <h2 id="registration-contact" className="section-title">
        {registrationText.contactPart}
      </h2>
      <p className="quiet">{registrationText.contactPartNote}</p>
      {typed.accountType !== "person" && (
        <div>
          <Checkbox
            checked={typed.isSameAsLegalPerson}
            aria-describedby="registration-same-note"
            onChange={({ target }) =>
              form.change({ isSameAsLegalPerson: target.checked })
            }
          >
            {registrationText.sameAsLegalPerson}
          </Checkbox>
          <p id="registration-same-note" className="field-hint">
            {registrationText.sameAsLegalPersonNote}
          </p>
        </div>
      )}
      <p className="quiet">{registrationText.personPartNote}</p>
      <div className="field-area">
        <div className="field-grid">
          <RegistrationTextField
            name="contactName"
            width="person"
            shownInstead={locked(typed.legalPersonName)}
          />
          <DocumentTypeField
            name="contactDocumentType"
            shownInstead={locked(typed.legalPersonDocumentType)}
          />
          <RegistrationTextField
            name="contactDocumentNumber"
            width="person"
            shownInstead={locked(typed.legalPersonDocumentNumber)}
          />
          <RegistrationTextField
            name="email"
            width="person"
            inputMode="email"
          />
          <RegistrationDayField name="validFrom" />
          <RegistrationDayField name="validUntil" isDisabled={typed.isLongTerm}>
            <Checkbox
              checked={typed.isLongTerm}
              onChange={({ target }) =>
                form.change({ isLongTerm: target.checked })
              }
            >
              {registrationText.longTerm}
            </Checkbox>
          </RegistrationDayField>
        </div>
      </div>
      <p className="quiet">{registrationText.mobilePartNote}</p>
      <div className="field-area">
        <div className="field-grid">
          <RegistrationTextField name="mobile" width="person" inputMode="tel" />
          <SmsCode />
        </div>
      </div>
    </section>
  );
}

function SmsCode() {
  const form = useRegistration();
  const smsCode = useRegistrationState((state) => state.smsCode);
  const mobile = useRegistrationState(({ typed }) => typed.mobile);
  const { problem } = useRegistrationMessages("smsCode");
  return (
    <CodeField
      way="sms"
      id={registrationId("smsCode")}
      value={smsCode}
      onValue={(next) => form.changeSecrets({ smsCode: next })}
      problem={problem}
      recipient={mobile}
      refuse={() => {
        form.leave(["mobile"]);
        return isMainlandMobile(form.store.getState().typed.mobile)
          ? undefined
          : codeText.sms.addressFirst;
      }}
      askCaptcha={askCaptcha}
      send={(captcha) =>
        call("accounts.send-sms-code", { purpose: "register", mobile, captcha })
      }
    />
  );
}
