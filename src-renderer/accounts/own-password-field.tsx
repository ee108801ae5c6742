import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";

/** The password that the account has now. */
export function OwnPasswordField(props: {
  id: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  problem: string | undefined;
  hint?: string;
  isFirst?: boolean;
}) {
  const { id, problem, hint } = props;
  const messages = { problem, hint };
  return (
    <FieldFrame id={id} label={props.label} isRequired messages={messages}>
      <div className="width-person">
        <SecretInput
          id={id}
          value={props.value}
          onValue={props.onValue}
          describedBy={describedBy(id, messages)}
          isInvalid={problem !== undefined}
          isFirst={props.isFirst === true}
        />
      </div>
    </FieldFrame>
  );
}
