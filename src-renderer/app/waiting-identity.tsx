import { Alert, Button } from "antd";
import { accountWayText } from "../text/session-text.ts";
import { leaveIdentityUnbound, useEntrance } from "./entrance.ts";

/** Shown while an identity of 国家政务服务平台 waits to be bound: to which account, as the page says, or to none. */
export function WaitingIdentity({ sentence }: { sentence: string }) {
  const isWaiting = useEntrance(({ bindsOpenId }) => bindsOpenId);
  return isWaiting ? (
    <Alert
      type="info"
      showIcon
      title={sentence}
      action={
        <Button size="small" onClick={leaveIdentityUnbound}>
          {accountWayText.doNotBind}
        </Button>
      }
    />
  ) : null;
}
