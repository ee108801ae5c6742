import { Alert, Button } from "antd";
import { useState } from "react";
import { enterpriseTypes } from "../../src-shared/accounts/registration.ts";
import { registrationText } from "../text/registration-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { frameText } from "../text/frame-text.ts";
import { RecoverLink } from "./recover-link.tsx";
import { RegisteredAddress } from "./registered-address.tsx";
import { useRegistrationState } from "./registration-context.ts";
import {
  DocumentTypeField,
  RegistrationChoiceField,
  RegistrationTextField,
} from "./registration-fields.tsx";

const typeOptions = enterpriseTypes.map((type) => ({
  value: type,
  label: type,
}));

/** 请输入您的企业基本信息; 境外企业 has no 企业类型, code and address of this country. */
export function EnterprisePart() {
  const accountType = useRegistrationState(({ typed }) => typed.accountType);
  if (accountType === "person")
    return (
      <Alert type="info" showIcon title={registrationText.withoutUscc.person} />
    );
  const isDomestic = accountType === "domestic-enterprise";
  return (
    <section
      className="sheet form-part"
      aria-labelledby="registration-enterprise"
    >
      <h2 id="registration-enterprise" className="section-title">
        {registrationText.enterprisePart}
      </h2>
      {!isDomestic && (
        <Alert
          type="info"
          showIcon
          title={registrationText.withoutUscc["foreign-enterprise"]}
        />
      )}
      <div className="field-area">
        <div className="field-grid">
          {isDomestic && (
            <RegistrationChoiceField
              name="enterpriseType"
              options={typeOptions}
            />
          )}
          <RegistrationTextField name="enterpriseName" width="name" />
          {isDomestic && <UsccField />}
          <DocumentTypeField name="legalPersonDocumentType" />
          <RegistrationTextField name="legalPersonName" width="person" />
          <RegistrationTextField
            name="legalPersonDocumentNumber"
            width="person"
          />
          {isDomestic && <RegisteredAddress />}
        </div>
      </div>
    </section>
  );
}

function UsccField() {
  const [isSampleOpen, setIsSampleOpen] = useState(false);
  const isTaken = useRegistrationState(
    ({ refusals }) => refusals.uscc?.code === "enterprise-has-account",
  );
  return (
    <div className="field-with-link">
      <RegistrationTextField name="uscc" width="person" />
      <div className="line field-links">
        <Button type="link" onClick={() => setIsSampleOpen(true)}>
          {registrationText.sampleVerb}
        </Button>
        {isTaken && <RecoverLink />}
      </div>
      {isSampleOpen && (
        <Dialog
          title={registrationText.sampleTitle}
          width={520}
          onCancel={() => setIsSampleOpen(false)}
          footer={
            <Button onClick={() => setIsSampleOpen(false)}>
              {frameText.close}
            </Button>
          }
        >
          <div className="stack">
            <p>{registrationText.sampleSentence}</p>
            <p className="uscc-sample">{registrationText.sampleCode}</p>
            <p className="quiet">{registrationText.sampleNote}</p>
          </div>
        </Dialog>
      )}
    </div>
  );
}
