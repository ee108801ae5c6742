import { Button, Checkbox } from "antd";
import { useState } from "react";
import { agreementText } from "../text/agreement-text.ts";
import { registrationText } from "../text/registration-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import { FieldMessageLines } from "../ui/fields/field-frame.tsx";
import {
  registrationId,
  useRegistration,
  useRegistrationMessages,
  useRegistrationState,
} from "./registration-context.ts";

/** 我已阅读并同意《…》; the text opens in a dialog, from which it can be agreed to as well. */
export function AgreementBox() {
  const form = useRegistration();
  const isAgreed = useRegistrationState((state) => state.isAgreed);
  const { problem } = useRegistrationMessages("agreement");
  const [isOpen, setIsOpen] = useState(false);
  const id = registrationId("agreement");
  return (
    <div>
      <div className="line agreement-line">
        <Checkbox
          id={id}
          checked={isAgreed}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={({ target }) =>
            form.changeSecrets({ isAgreed: target.checked })
          }
        >
          {registrationText.agreement}
          <span className="visually-hidden">
            {registrationText.agreementName}
          </span>
        </Checkbox>
        <button
          type="button"
          className="link-button"
          onClick={() => setIsOpen(true)}
        >
          {registrationText.agreementName}
        </button>
      </div>
      <FieldMessageLines id={id} problem={problem} />
      {isOpen && (
        <AgreementDialog
          onAgree={() => {
            form.changeSecrets({ isAgreed: true });
            setIsOpen(false);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

function AgreementDialog(props: { onAgree: () => void; onClose: () => void }) {
  return (
    <Dialog
      title={agreementText.title}
      width={760}
      onCancel={props.onClose}
      onConfirm={props.onAgree}
      footer={
        <>
          <Button onClick={props.onClose}>{agreementText.close}</Button>
          <Button type="primary" onClick={props.onAgree}>
            {agreementText.agree}
          </Button>
        </>
      }
    >
      <div
        className="agreement-text stack"
        role="region"
        aria-label={agreementText.title}
        tabIndex={0}
        {...firstFocus}
      >
        {agreementText.sections.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <ol>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
