import { Radio } from "antd";
import { accountTypes } from "../../src-shared/accounts/registration.ts";
import {
  accountTypeLabels,
  registrationText,
} from "../text/registration-text.ts";
import { NewPasswordFields } from "../ui/fields/new-password-fields.tsx";
import { RecoverLink } from "./recover-link.tsx";
import {
  useRegistration,
  useRegistrationMessages,
  useRegistrationState,
} from "./registration-context.ts";
import { RegistrationTextField } from "./registration-fields.tsx";

/** 账号信息 */
export function AccountPart() {
  const form = useRegistration();
  const newPassword = useRegistrationState((state) => state.newPassword);
  const isTried = useRegistrationState((state) => state.isTried);
  const isRefused = useRegistrationState(
    ({ refusals }) => refusals.password !== undefined,
  );
  const isNameTaken = useRegistrationState(
    ({ refusals }) => refusals.accountName?.code === "account-name-taken",
  );
  const { problem } = useRegistrationMessages("password");
  return (
    <section className="sheet form-part" aria-labelledby="registration-account">
      <h2 id="registration-account" className="section-title">
        {registrationText.accountPart}
      </h2>
      <p className="quiet">{registrationText.accountPartNote}</p>
      <div className="field-area">
        <div className="field-grid">
          <div className="field-with-link">
            <RegistrationTextField name="accountName" width="person" />
            {isNameTaken && (
              <div className="line field-links">
                <RecoverLink />
              </div>
            )}
          </div>
          <RegistrationTextField name="displayName" width="person" />
          <NewPasswordFields
            ids="registration"
            value={newPassword}
            onValue={(next) => form.changeSecrets({ newPassword: next })}
            isProblemShown={isTried}
            refusal={isRefused ? problem : undefined}
          />
        </div>
      </div>
    </section>
  );
}

/** 请选择您的账号类型 */
export function TypePart() {
  const form = useRegistration();
  const accountType = useRegistrationState(({ typed }) => typed.accountType);
  return (
    <section className="sheet form-part">
      <h2 id="registration-type" className="section-title">
        {registrationText.typePart}
      </h2>
      <Radio.Group
        aria-labelledby="registration-type"
        name="accountType"
        value={accountType}
        options={accountTypes.map((type) => ({
          value: type,
          label: accountTypeLabels[type],
        }))}
        onChange={({ target }) =>
          form.change({ accountType: target.value as typeof accountType })
        }
      />
    </section>
  );
}
