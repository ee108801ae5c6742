import { Button, Radio } from "antd";
import { useState } from "react";
import { isEmail } from "../../src-shared/identity/email.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { recoveryText } from "../text/account-text.ts";
import { captchaText } from "../text/captcha-text.ts";
import { CaptchaField } from "../ui/fields/captcha-field.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { acceptEmail, acceptMobile } from "../ui/fields/typed-text.ts";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { isCaptchaRefusal, useCaptcha } from "../ui/fields/use-captcha.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";

export interface Started {
  readonly by: "mobile" | "email";
  readonly address: string;
  readonly recoveryId: string;
  readonly nextAllowedAt: string;
}

const fits = { mobile: isMainlandMobile, email: isEmail };

export function StartRecovery(props: {
  onStarted: (started: Started) => void;
}) {
  const [by, setBy] = useState<"mobile" | "email">("mobile");
  const [address, setAddress] = useState("");
  const [isTried, setIsTried] = useState(false);
  const captcha = useCaptcha(askCaptcha);
  const { attempt, isBusy, problem } = useAttempt();
  const isAddressRight = fits[by](address);
  const isCaptchaWrong = problem !== null && isCaptchaRefusal(problem);

  const start = () => {
    setIsTried(true);
    const answer = captcha.answer();
    if (!isAddressRight || answer === null) {
      document
        .getElementById(
          isAddressRight ? "recovery-captcha" : "recovery-address",
        )
        ?.focus();
      return;
    }
    attempt(
      async () => {
        const started = await call("accounts.start-recovery", {
          by,
          address,
          captcha: answer,
        });
        props.onStarted({ by, address, ...started });
      },
      (refusal) => {
        captcha.renew();
        setIsTried(false);
        if (isCaptchaRefusal(refusal))
          document.getElementById("recovery-captcha")?.focus();
      },
    );
  };

  const messages = {
    problem:
      isTried && !isAddressRight ? recoveryText.addressRequired[by] : undefined,
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p className="quiet">{recoveryText.introduction}</p>
      <Radio.Group
        aria-label={recoveryText.wayTitle}
        value={by}
        options={(["mobile", "email"] as const).map((way) => ({
          value: way,
          label: recoveryText.ways[way],
        }))}
        onChange={({ target }) => {
          setBy(target.value as "mobile" | "email");
          setAddress("");
          setIsTried(false);
        }}
      />
      <FieldFrame
        id="recovery-address"
        label={recoveryText.ways[by]}
        isRequired
        messages={messages}
      >
        <div className="width-person">
          <TypedInput
            key={by}
            id="recovery-address"
            value={address}
            accept={by === "mobile" ? acceptMobile : acceptEmail}
            onValue={setAddress}
            inputMode={by === "mobile" ? "tel" : "email"}
            describedBy={describedBy("recovery-address", messages)}
            isInvalid={messages.problem !== undefined}
            isRequired
          />
        </div>
      </FieldFrame>
      <CaptchaField
        id="recovery-captcha"
        state={captcha}
        problem={
          isCaptchaWrong
            ? captchaText.wrong
            : isTried && captcha.typed.trim() === ""
              ? captchaText.required
              : undefined
        }
      />
      {problem !== null && !isCaptchaWrong && (
        <ProblemNotice problem={problem} />
      )}
      <div className="line line-end">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {recoveryText.start}
        </Button>
      </div>
    </form>
  );
}
