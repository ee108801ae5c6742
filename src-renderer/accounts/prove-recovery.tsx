import { Button, Input } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { call } from "../app/bridge.ts";
import { recoveryText } from "../text/account-text.ts";
import { sayAtField } from "../text/say-at-field.ts";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import {
  acceptVerificationCode,
  isVerificationCode,
} from "../ui/fields/typed-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { useSecondsLeft } from "../ui/use-seconds-left.ts";
import type { Started } from "./start-recovery.tsx";

export type Proven = Awaited<
  ReturnType<typeof call<"accounts.prove-recovery">>
>;

function isCodeRefusal({ code }: Problem): boolean {
  return code === "code-wrong" || code === "code-expired";
}

/** The same words whether or not the address is known: nobody learns here who has an account. */
export function ProveRecovery(props: {
  started: Started;
  onProven: (proven: Proven) => void;
  onStartOver: () => void;
}) {
  const { by, address, recoveryId, nextAllowedAt } = props.started;
  const [code, setCode] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const wait = useSecondsLeft(nextAllowedAt);
  const id = "recovery-code";
  const isCodeRefused = problem !== null && isCodeRefusal(problem);
  const messages = {
    problem:
      isTried && !isVerificationCode(code)
        ? recoveryText.codeRequired
        : isCodeRefused
          ? sayAtField(problem)
          : undefined,
  };

  const prove = () => {
    setIsTried(true);
    if (!isVerificationCode(code)) {
      document.getElementById(id)?.focus();
      return;
    }
    attempt(
      async () => {
        props.onProven(
          await call("accounts.prove-recovery", { recoveryId, code }),
        );
      },
      (refusal) => {
        if (isCodeRefusal(refusal)) document.getElementById(id)?.focus();
      },
    );
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        prove();
      }}
    >
      <p role="status">{recoveryText.sent[by](address)}</p>
      <FieldFrame
        id={id}
        label={recoveryText.codeLabels[by]}
        isRequired
        messages={messages}
      >
        <div className="captcha-line">
          <Input
            id={id}
            className="captcha-input"
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            maxLength={6}
            value={code}
            status={messages.problem === undefined ? "" : "error"}
            aria-describedby={describedBy(id, messages)}
            aria-invalid={messages.problem !== undefined}
            aria-required
            onChange={(event) =>
              setCode(acceptVerificationCode(event.target.value, code))
            }
          />
          <Button disabled={wait > 0} onClick={props.onStartOver}>
            {wait > 0 ? recoveryText.getAgain(wait) : recoveryText.again}
          </Button>
        </div>
      </FieldFrame>
      {problem !== null && !isCodeRefused && (
        <ProblemNotice problem={problem} />
      )}
      <div className="line line-end">
        <Button onClick={props.onStartOver}>{recoveryText.startOver}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {recoveryText.prove}
        </Button>
      </div>
    </form>
  );
}
