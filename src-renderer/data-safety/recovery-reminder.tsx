import { Alert, Button } from "antd";
import { useState } from "react";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { recoveryText } from "../text/recovery-text.ts";
import { RecoveryCodeDialog } from "./recovery-code-dialog.tsx";

const askState = () => call("recovery.state", {});

/** 以后再说 counts until the next sign-in. */
const putOff = new Set<string>();

/** In the hall after signing in, until there is a code. */
export function RecoveryReminder({ person }: { person: Person }) {
  const { content } = useAnswer(askState);
  const who = `${person.via} ${person.holderName} ${person.enterpriseName ?? ""}`;
  const [isOver, setIsOver] = useState(() => putOff.has(who));
  const [isMaking, setIsMaking] = useState(false);
  if (content === null || content.madeAt !== null || isOver) return null;
  const end = () => {
    putOff.add(who);
    setIsOver(true);
  };
  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="status"
        title={recoveryText.reminder}
        action={
          <div className="line">
            <Button
              size="small"
              type="primary"
              onClick={() => setIsMaking(true)}
            >
              {recoveryText.makeNow}
            </Button>
            <Button size="small" onClick={end}>
              {recoveryText.later}
            </Button>
          </div>
        }
      />
      {isMaking && (
        <RecoveryCodeDialog
          person={person}
          onDone={end}
          onCancel={() => setIsMaking(false)}
        />
      )}
    </>
  );
}
