import { Alert, Button } from "antd";
import { useState } from "react";
import { registrationText } from "../text/registration-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";

/** What was typed before is back; 清空重填 asks first. */
export function RestoredNotice(props: { onStartAnew: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={registrationText.restored}
        action={
          <Button size="small" onClick={() => setIsAsking(true)}>
            {registrationText.startAnew}
          </Button>
        }
      />
      {isAsking && (
        <AskDialog
          title={registrationText.startAnew}
          verb={registrationText.startAnew}
          isDestructive
          onCancel={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            props.onStartAnew();
            return Promise.resolve();
          }}
        >
          <p>{registrationText.startAnewQuestion}</p>
        </AskDialog>
      )}
    </>
  );
}
