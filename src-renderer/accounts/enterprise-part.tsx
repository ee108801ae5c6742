import { Alert, Button } from "antd";
import { useState } from "react";
import { enterpriseTypes } from "../../src-shared/accounts/registration.ts";
import {
  citiesOfProvince,
  countiesOfCity,
  provinces,
  regionName,
  type Region,
} from "../../src-shared/regions/regions.ts";
import { goTo } from "../app/place.ts";
import {
  addressLabel,
  regionPlaceholders,
  registrationLabels,
  registrationText,
} from "../text/registration-text.ts";
import { Choice } from "../ui/fields/choice.tsx";
import {
  describedBy,
  FieldGroupFrame,
  FieldMessageLines,
} from "../ui/fields/field-frame.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { frameText } from "../text/frame-text.ts";
import {
  registrationId,
  useRegistration,
  useRegistrationMessages,
  useRegistrationState,
} from "./registration-context.ts";
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
          {isDomestic && <AddressField />}
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
        {isTaken && (
          <Button type="link" onClick={() => goTo({ kind: "recovery" })}>
            {registrationText.recoverLink}
          </Button>
        )}
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

type RegionName = "provinceCode" | "cityCode" | "countyCode";

/** 省 市 县; choosing a wider region clears the narrower ones. */
function AddressField() {
  const provinceCode = useRegistrationState(({ typed }) => typed.provinceCode);
  const cityCode = useRegistrationState(({ typed }) => typed.cityCode);
  return (
    <FieldGroupFrame id="registration-address" label={addressLabel}>
      <div className="field-row">
        <RegionChoice
          name="provinceCode"
          regions={provinces()}
          narrower={{ cityCode: "", countyCode: "" }}
        />
        <RegionChoice
          name="cityCode"
          regions={citiesOfProvince(provinceCode)}
          narrower={{ countyCode: "" }}
        />
        <RegionChoice
          name="countyCode"
          regions={countiesOfCity(cityCode)}
          narrower={{}}
        />
      </div>
      <div className="field-remarks">
        <RegionLines name="provinceCode" />
        <RegionLines name="cityCode" />
        <RegionLines name="countyCode" />
      </div>
    </FieldGroupFrame>
  );
}

function RegionChoice(props: {
  name: RegionName;
  regions: readonly Region[];
  narrower: Partial<Record<RegionName, string>>;
}) {
  const { name } = props;
  const form = useRegistration();
  const value = useRegistrationState(({ typed }) => typed[name]);
  const messages = useRegistrationMessages(name);
  const id = registrationId(name);
  return (
    <div className="width-region">
      <Choice
        id={id}
        name={registrationLabels[name]}
        value={value}
        options={props.regions.map((region) => ({
          value: region.code,
          label: region.name,
        }))}
        unknownLabel={regionName}
        onChoose={(code) => form.change({ [name]: code, ...props.narrower })}
        onLeave={() => form.leave([name])}
        placeholder={regionPlaceholders[name]}
        emptyText={registrationText.noOptions}
        describedBy={describedBy(id, messages)}
        isInvalid={messages.problem !== undefined}
        isRequired
      />
    </div>
  );
}

function RegionLines({ name }: { name: RegionName }) {
  const { problem } = useRegistrationMessages(name);
  return (
    <FieldMessageLines
      id={registrationId(name)}
      problem={
        problem === undefined
          ? undefined
          : `${registrationLabels[name]}：${problem}`
      }
    />
  );
}
