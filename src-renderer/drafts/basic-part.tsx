import { Button } from "antd";
import { basicFiles } from "../../src-shared/filings/file-lists.ts";
import type { EnterpriseCategory } from "../../src-shared/filings/filing-content.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { useSession } from "../app/host-state.ts";
import {
  categoryLabels,
  fieldLabels,
  partTitles,
} from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";
import { FieldMessageLines, RequiredMark } from "../ui/fields/field-frame.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { AddressField } from "./address-field.tsx";
import type { AttachmentParts } from "./attachment-parts.ts";
import { ChoiceField, DayField, TextField } from "./bound-fields.tsx";
import { FileRows } from "./file-rows.tsx";
import { useForm, useFormState } from "./form-context.ts";
import { OperatingPeriodField } from "./operating-period-field.tsx";
import { placeElementId } from "./place-element.ts";
import { usePlaceMessages } from "./use-place-messages.ts";

/** 1.基本信息, in the order of the manual's figure 1.6. */
export function BasicPart(props: {
  attachmentParts: AttachmentParts;
  dictionaryProblem: Problem | null;
  onReadDictionaries: () => void;
}) {
  return (
    <section id="part-basics" className="sheet form-part">
      <h2 className="section-title">{partTitles.basics}</h2>
      {props.dictionaryProblem !== null && (
        <ProblemNotice
          problem={props.dictionaryProblem}
          tone="warning"
          action={
            <Button size="small" onClick={props.onReadDictionaries}>
              {formText.tryAgain}
            </Button>
          }
        />
      )}
      <div className="field-area">
        <div className="field-grid">
          <TextField name="enterpriseName" isWide width="name" />
          <AddressField />
          <UsccField />
          <TextField name="customsCode" width="code" />
          <DictionaryField name="enterpriseNature" />
          <CategoryField />
          <TextField name="legalRepresentative" width="person" />
          <TextField
            name="registeredCapital"
            width="number"
            inputMode="decimal"
          />
          <TextField name="businessArea" width="number" inputMode="decimal" />
          <DayField name="establishedOn" />
          <TextField name="employeeCount" width="number" inputMode="numeric" />
          <TextField
            name="exportStaffCount"
            width="number"
            inputMode="numeric"
          />
          <OperatingPeriodField />
          <DictionaryField name="enterpriseScale" />
          <TextField name="businessScope" isWide lines={4} />
        </div>
        <FileRows
          requirements={basicFiles}
          attachmentParts={props.attachmentParts}
        />
      </div>
    </section>
  );
}

function UsccField() {
  const uscc = useFormState(({ fields }) => fields.uscc);
  const isAccount = useSession(
    (session) =>
      session !== null &&
      session.kind !== "signed-out" &&
      session.person.via === "account",
  );
  const messages = usePlaceMessages(
    "uscc",
    isAccount ? formText.fromAccount : formText.fromCertificate,
  );
  const id = placeElementId("uscc");
  return (
    <div className="field">
      <div className="field-label">
        <RequiredMark />
        <label htmlFor={id}>{fieldLabels.uscc}</label>
      </div>
      <div className="field-control">
        <input
          id={id}
          className="read-only-value width-code"
          value={uscc}
          readOnly
          aria-describedby={`${id}-hint`}
        />
        <FieldMessageLines id={id} {...messages} />
      </div>
    </div>
  );
}

function DictionaryField(props: {
  name: "enterpriseNature" | "enterpriseScale";
}) {
  const form = useForm();
  const dictionaries = useFormState((state) => state.dictionaries);
  const words =
    props.name === "enterpriseNature"
      ? dictionaries?.enterpriseNatures
      : dictionaries?.enterpriseScales;
  return (
    <ChoiceField
      name={props.name}
      options={(words ?? []).map((word) => ({ value: word, label: word }))}
      onChoose={(value) => form.change({ [props.name]: value })}
    />
  );
}

const categoryOptions = (["manufacturer", "distributor"] as const).map(
  (category) => ({ value: category, label: categoryLabels[category] }),
);

function CategoryField() {
  const form = useForm();
  return (
    <ChoiceField
      name="enterpriseCategory"
      options={categoryOptions}
      onChoose={(value) =>
        form.change({ enterpriseCategory: value as EnterpriseCategory })
      }
    />
  );
}
