import { Button } from "antd";
import { goTo } from "../app/place.ts";
import { registrationText } from "../text/registration-text.ts";

/** Beside a field of 注册 that names an account which exists. */
export function RecoverLink() {
  return (
    <Button type="link" onClick={() => goTo({ kind: "recovery" })}>
      {registrationText.recoverLink}
    </Button>
  );
}
