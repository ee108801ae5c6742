import { Alert } from "antd";
import { useEntrance } from "../app/entrance.ts";
import { WaitingIdentity } from "../app/waiting-identity.tsx";
import { recoveryText } from "../text/account-text.ts";
import { registrationText } from "../text/registration-text.ts";
import { accountWayText } from "../text/session-text.ts";

/** What 注册, 找回账号密码 or a sign-in in the browser left to be said. */
export function ComingBack() {
  const { registeredAccount, recoveredAccount } = useEntrance();
  return (
    <>
      {registeredAccount !== null && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={registrationText.done(registeredAccount)}
        />
      )}
      {recoveredAccount !== null && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={recoveryText.done(recoveredAccount)}
        />
      )}
      <WaitingIdentity sentence={accountWayText.bindsOpenId} />
    </>
  );
}
