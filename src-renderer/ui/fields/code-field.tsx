import { Button, Input } from "antd";
import { useState } from "react";
import type { CaptchaAnswer } from "../../../src-shared/companion-api/account-shapes.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import { captchaText, codeText } from "../../text/captcha-text.ts";
import { frameText } from "../../text/frame-text.ts";
import { Dialog, firstFocus } from "../dialog.tsx";
import { problemOf } from "../problem-of.ts";
import { ProblemNotice } from "../problem-notice.tsx";
import { useSecondsLeft } from "../use-seconds-left.ts";
import { CaptchaField } from "./captcha-field.tsx";
import { describedBy, FieldFrame } from "./field-frame.tsx";
import { acceptVerificationCode } from "./typed-text.ts";
import {
  isCaptchaRefusal,
  useCaptcha,
  type AskCaptcha,
} from "./use-captcha.ts";

export interface SentCode {
  readonly expiresAt: string;
  readonly nextAllowedAt: string;
}
export type SendCode = (captcha: CaptchaAnswer) => Promise<SentCode>;

type CodeWay = "sms" | "mail";

/** 短信验证码 with 获取短信验证码, or the same by mail: a captcha first, then a countdown until the next may be sent. */
export function CodeField(props: {
  way: CodeWay;
  id: string;
  value: string;
  onValue: (value: string) => void;
  problem?: string | undefined;
  /** Where the code goes, as the dialog tells it. */
  recipient: string;
  /** Called at 获取短信验证码; a sentence = not yet, and why. */
  refuse?: () => string | undefined;
  askCaptcha: AskCaptcha;
  send: SendCode;
  isFirst?: boolean;
}) {
  const { id } = props;
  const words = codeText[props.way];
  const [last, setLast] = useState<(SentCode & { to: string }) | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [refused, setRefused] = useState({ to: "", sentence: "" });
  // Of another mobile or mail neither says anything, and that one need not wait.
  const sent = last?.to === props.recipient ? last : null;
  const refusal =
    refused.to === props.recipient && refused.sentence !== ""
      ? refused.sentence
      : undefined;
  const wait = useSecondsLeft(sent?.nextAllowedAt ?? null);
  const validity = useSecondsLeft(sent?.expiresAt ?? null);
  const messages = {
    problem: props.problem ?? refusal,
    hint: sent === null ? undefined : validity > 0 ? words.sent : words.expired,
  };
  return (
    <>
      <FieldFrame id={id} label={words.field} isRequired messages={messages}>
        <div className="captcha-line" role="group">
          <Input
            {...(props.isFirst === true ? firstFocus : {})}
            id={id}
            className="captcha-input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            status={props.problem === undefined ? "" : "error"}
            value={props.value}
            aria-describedby={describedBy(id, messages)}
            aria-invalid={props.problem !== undefined}
            aria-required
            onChange={(event) =>
              props.onValue(
                acceptVerificationCode(event.target.value, props.value),
              )
            }
          />
          <Button
            disabled={wait > 0}
            onClick={() => {
              const sentence = props.refuse?.() ?? "";
              setRefused({ to: props.recipient, sentence });
              if (sentence === "") setIsAsking(true);
            }}
          >
            {wait > 0 ? codeText.getAgain(wait) : words.get}
          </Button>
        </div>
        <span role="status" className="visually-hidden">
          {sent === null ? "" : words.sent}
        </span>
      </FieldFrame>
      {isAsking && (
        <CaptchaDialog
          way={props.way}
          recipient={props.recipient}
          askCaptcha={props.askCaptcha}
          send={props.send}
          onSent={(answer) => {
            setLast({ ...answer, to: props.recipient });
            setIsAsking(false);
            document.getElementById(id)?.focus();
          }}
          onCancel={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

/** Spends one captcha for one code; a wrong answer brings the next captcha. */
function CaptchaDialog(props: {
  way: CodeWay;
  recipient: string;
  askCaptcha: AskCaptcha;
  send: SendCode;
  onSent: (sent: SentCode) => void;
  onCancel: () => void;
}) {
  const captcha = useCaptcha(props.askCaptcha);
  const [isBusy, setIsBusy] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const isCaptchaWrong = problem !== null && isCaptchaRefusal(problem);

  const confirm = async () => {
    const answer = captcha.answer();
    setIsMissing(answer === null);
    if (isBusy) return;
    setProblem(null);
    if (answer === null) return;
    setIsBusy(true);
    try {
      props.onSent(await props.send(answer));
    } catch (error) {
      setProblem(problemOf(error));
      captcha.renew();
      document.getElementById("code-captcha")?.focus();
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Dialog
      title={codeText[props.way].get}
      width={520}
      onCancel={props.onCancel}
      onConfirm={() => void confirm()}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button
            type="primary"
            loading={isBusy}
            onClick={() => void confirm()}
          >
            {captchaText.verb}
          </Button>
        </>
      }
    >
      <form
        className="stack narrow-fields"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <p>{codeText[props.way].explanation(props.recipient)}</p>
        {problem !== null && !isCaptchaWrong && (
          <ProblemNotice problem={problem} />
        )}
        <CaptchaField
          id="code-captcha"
          state={captcha}
          problem={
            isCaptchaWrong
              ? captchaText.wrong
              : isMissing
                ? captchaText.required
                : undefined
          }
          isFirst
        />
      </form>
    </Dialog>
  );
}
