import type { FilingFields } from "../../src-shared/filings/filing-content.ts";
import {
  citiesOfProvince,
  countiesOfCity,
  provinces,
  regionName,
  type Region,
} from "../../src-shared/regions/regions.ts";
import { fieldLabels, groupLabels } from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";
import { Choice } from "../ui/fields/choice.tsx";
import {
  describedBy,
  FieldGroupFrame,
  FieldMessageLines,
} from "../ui/fields/field-frame.tsx";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { inputOf } from "./field-inputs.ts";
import { useForm, useFormState } from "./form-context.ts";
import { placeElementId } from "./place-element.ts";
import { usePlaceMessages } from "./use-place-messages.ts";

type RegionField = "provinceCode" | "cityCode" | "countyCode";

/** 经营地址: 省 市 县 and the street; choosing a wider region clears the narrower ones. */
export function AddressField() {
  const provinceCode = useFormState(({ fields }) => fields.provinceCode);
  const cityCode = useFormState(({ fields }) => fields.cityCode);
  return (
    <FieldGroupFrame id="place-address" label={groupLabels.address}>
      <div className="field-row address-row">
        <RegionChoice
          name="provinceCode"
          regions={provinces()}
          placeholder={formText.chooseRegion.province}
          narrower={{ cityCode: "", countyCode: "" }}
        />
        <RegionChoice
          name="cityCode"
          regions={citiesOfProvince(provinceCode)}
          placeholder={formText.chooseRegion.city}
          narrower={{ countyCode: "" }}
        />
        <RegionChoice
          name="countyCode"
          regions={countiesOfCity(cityCode)}
          placeholder={`${formText.chooseRegion.county}${formText.optional}`}
          narrower={{}}
        />
        <StreetInput />
      </div>
      <div className="field-remarks">
        <PlaceLines name="provinceCode" />
        <PlaceLines name="cityCode" />
        <PlaceLines name="countyCode" />
        <PlaceLines name="street" />
      </div>
    </FieldGroupFrame>
  );
}

function RegionChoice(props: {
  name: RegionField;
  regions: readonly Region[];
  placeholder: string;
  narrower: Partial<FilingFields>;
}) {
  const { name, regions, narrower } = props;
  const form = useForm();
  const value = useFormState(({ fields }) => fields[name]);
  const messages = usePlaceMessages(name);
  const id = placeElementId(name);
  return (
    <div className="width-region">
      <Choice
        id={id}
        name={fieldLabels[name]}
        value={value}
        options={regions.map((region) => ({
          value: region.code,
          label: region.name,
        }))}
        unknownLabel={regionName}
        onChoose={(code) => form.change({ [name]: code, ...narrower })}
        onLeave={() => form.leave([name])}
        placeholder={props.placeholder}
        emptyText={formText.noOptions}
        describedBy={describedBy(id, messages)}
        isInvalid={messages.problem !== undefined}
        isRequired={name !== "countyCode"}
        canClear={name === "countyCode"}
      />
    </div>
  );
}

function StreetInput() {
  const form = useForm();
  const value = useFormState(({ fields }) => fields.street);
  const messages = usePlaceMessages("street");
  const id = placeElementId("street");
  return (
    <div className="street">
      <TypedInput
        id={id}
        name={fieldLabels.street}
        placeholder={fieldLabels.street}
        value={value}
        accept={inputOf("street").accept}
        onValue={(street) => form.change({ street })}
        onLeave={() => form.leave(["street"])}
        describedBy={describedBy(id, messages)}
        isInvalid={messages.problem !== undefined}
        isRequired
      />
    </div>
  );
}

/** In a row of several controls the sentence says which one it is about. */
function PlaceLines(props: { name: RegionField | "street" }) {
  const { problem } = usePlaceMessages(props.name);
  return (
    <FieldMessageLines
      id={placeElementId(props.name)}
      problem={
        problem === undefined
          ? undefined
          : formText.problemLink(fieldLabels[props.name], problem)
      }
    />
  );
}
