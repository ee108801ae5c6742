import { Button } from "antd";
import { useState } from "react";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { recoveryText } from "../text/recovery-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { RecoveryCodeDialog } from "./recovery-code-dialog.tsx";

const askState = () => call("recovery.state", {});

export function RecoveryCodeSection({ person }: { person: Person }) {
  const { content, problem, askAgain } = useAnswer(askState);
  const [isMaking, setIsMaking] = useState(false);
  const madeAt = content?.madeAt ?? null;
  return (
    <section className="sheet stack">
      <h2 className="section-title">{recoveryText.title}</h2>
      <p>{recoveryText.what}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {content !== null && (
        <div className="line">
          <span>
            {madeAt === null
              ? recoveryText.none
              : recoveryText.madeAt(sayMinute(madeAt))}
          </span>
          <Button
            type={madeAt === null ? "primary" : "default"}
            onClick={() => setIsMaking(true)}
          >
            {madeAt === null ? recoveryText.make : recoveryText.makeAgain}
          </Button>
          {madeAt !== null && (
            <span className="quiet">{recoveryText.makeAgainNote}</span>
          )}
        </div>
      )}
      {isMaking && (
        <RecoveryCodeDialog
          person={person}
          onDone={() => {
            setIsMaking(false);
            askAgain();
          }}
          onCancel={() => setIsMaking(false)}
        />
      )}
    </section>
  );
}
