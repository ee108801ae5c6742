import { Button } from "antd";
import { useState } from "react";
import { call } from "../app/bridge.ts";
import { useEntrance } from "../app/entrance.ts";
import { setSession } from "../app/host-state.ts";
import { goTo, replaceWith } from "../app/place.ts";
import { useAnswer } from "../app/use-answer.ts";
import { frameText } from "../text/frame-text.ts";
import { openIdText } from "../text/session-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";

const askWays = () =>
  call("accounts.sign-in-ways", {}).catch(() => ({ openId: null }));

/** 国家政务服务平台账号登录, in the system's browser; there only where it is configured. */
export function OpenIdWay() {
  const { content } = useAnswer(askWays);
  const [isUnbound, setIsUnbound] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const openId = content?.openId ?? null;
  if (openId === null) return null;

  const signIn = () => {
    attempt(async () => {
      const outcome = await call("accounts.sign-in-with-open-id", {});
      if (outcome.kind === "unbound") {
        setIsUnbound(true);
        return;
      }
      replaceWith({ kind: "hall" });
      setSession(outcome.state);
    });
  };
  const cancel = () => void call("accounts.cancel-open-id", {});

  return (
    <>
      <Button type="link" disabled={isBusy} onClick={signIn}>
        {openId.title}
      </Button>
      {problem !== null && problem.code !== "open-id-cancelled" && (
        <ProblemNotice problem={problem} />
      )}
      {isBusy && (
        <Dialog
          title={openId.title}
          width={480}
          onCancel={cancel}
          footer={
            <Button {...firstFocus} onClick={cancel}>
              {frameText.cancel}
            </Button>
          }
        >
          <p role="status">{openIdText.waiting}</p>
        </Dialog>
      )}
      {isUnbound && (
        <UnboundDialog
          title={openId.title}
          onChoose={(target) => {
            setIsUnbound(false);
            useEntrance.setState({ bindsOpenId: true });
            if (target === "registration") goTo({ kind: "registration" });
          }}
          onCancel={() => {
            setIsUnbound(false);
            cancel();
          }}
        />
      )}
    </>
  );
}

/** Known there, to no account here: never bound by an equal mobile, mail or name. */
function UnboundDialog(props: {
  title: string;
  onChoose: (target: "registration" | "sign-in") => void;
  onCancel: () => void;
}) {
  return (
    <Dialog
      title={props.title}
      width={560}
      onCancel={props.onCancel}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button onClick={() => props.onChoose("registration")}>
            {openIdText.register}
          </Button>
          <Button
            type="primary"
            {...firstFocus}
            onClick={() => props.onChoose("sign-in")}
          >
            {openIdText.bind}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{openIdText.unbound}</p>
        <p className="quiet">{openIdText.unboundNote}</p>
      </div>
    </Dialog>
  );
}
