import {
  citiesOfProvince,
  countiesOfCity,
  provinces,
  regionName,
  type Region,
} from "../../src-shared/regions/regions.ts";
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
import {
  registrationId,
  useRegistration,
  useRegistrationMessages,
  useRegistrationState,
} from "./registration-context.ts";

type RegionName = "provinceCode" | "cityCode" | "countyCode";

/** 企业注册地址: 省 市 县; choosing a wider region clears the narrower ones. */
export function RegisteredAddress() {
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
