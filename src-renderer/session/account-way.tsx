import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { useEntrance } from "../app/entrance.ts";
import { setSession } from "../app/host-state.ts";
import { goTo, replaceWith } from "../app/place.ts";
import { useAnswer } from "../app/use-answer.ts";
import { recoveryText } from "../text/account-text.ts";
import { captchaText } from "../text/captcha-text.ts";
import { accountWayText } from "../text/session-text.ts";
import { CaptchaField } from "../ui/fields/captcha-field.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { halfWidth } from "../ui/fields/typed-text.ts";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { isCaptchaRefusal, useCaptcha } from "../ui/fields/use-captcha.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { ComingBack } from "./coming-back.tsx";
import { OpenIdWay } from "./open-id-way.tsx";
import { RecoveryCodeEntry } from "./recovery-code-entry.tsx";
import { isCompanionAway, SignInProblem } from "./sign-in-problem.tsx";

const askRemembered = () =>
  call("accounts.remembered", {}).catch(() => ({ remembered: null }));

/** 账号登录, figure 2.3 of the manual. */
export function AccountWay(props: { onTouched: () => void }) {
  const { content } = useAnswer(askRemembered);
  return content === null ? (
    <LoadingBlock />
  ) : (
    <AccountForm {...props} remembered={content.remembered} />
  );
}

function AccountForm(props: {
  onTouched: () => void;
  remembered: { accountName: string; isPasswordKept: boolean } | null;
}) {
  const { remembered, onTouched } = props;
  const entrance = useEntrance();
  const comesFrom = entrance.registeredAccount ?? entrance.recoveredAccount;
  const [accountName, setAccountName] = useState(
    comesFrom ?? remembered?.accountName ?? "",
  );
  const [password, setPassword] = useState("");
  const [wish, setWish] = useState<boolean | null>(null);
  const [isTried, setIsTried] = useState(false);
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  const captcha = useCaptcha(askCaptcha);
  const { attempt, isBusy, problem } = useAttempt();
  /** Preset for the account that is kept here, and for no other. */
  const isRemembered = wish ?? remembered?.accountName === accountName;
  const isAway = captcha.problem !== null && isCompanionAway(captcha.problem);
  const isKept =
    remembered?.isPasswordKept === true &&
    remembered.accountName === accountName &&
    entrance.recoveredAccount !== accountName;
  const open = {
    accountName: accountName.trim() === "",
    password: password === "" && !isKept,
    captcha: !isAway && captcha.answer() === null,
  };

  const signIn = () => {
    setIsTried(true);
    const first = (["accountName", "password", "captcha"] as const).find(
      (place) => open[place],
    );
    if (first !== undefined) {
      document.getElementById(`sign-in-${first}`)?.focus();
      return;
    }
    attempt(
      async () => {
        const state = await call("session.sign-in-with-account", {
          accountName: accountName.trim(),
          password: password === "" ? null : password,
          captcha: captcha.answer(),
          isRemembered,
          bindsOpenId: entrance.bindsOpenId,
          recoveryCode: recoveryCode === "" ? null : recoveryCode,
        });
        replaceWith({ kind: "hall" });
        setSession(state);
      },
      (refusal) => {
        captcha.renew();
        setIsTried(false);
        if (refusal.code === "identity-store-unreadable")
          setRecoveryCode((typed) => typed ?? "");
        const isAboutCaptcha = isCaptchaRefusal(refusal);
        if (!isAboutCaptcha) setPassword("");
        document
          .getElementById(
            isAboutCaptcha ? "sign-in-captcha" : "sign-in-password",
          )
          ?.focus();
      },
    );
  };

  const messagesAt = (place: keyof typeof open, sentence: string) => ({
    problem: isTried && open[place] ? sentence : undefined,
  });
  const nameMessages = messagesAt("accountName", accountWayText.nameRequired);
  const passwordMessages = messagesAt(
    "password",
    accountWayText.passwordRequired,
  );
  const isCaptchaWrong = problem !== null && isCaptchaRefusal(problem);

  return (
    <form
      className="stack account-way"
      noValidate
      onChange={onTouched}
      onSubmit={(event) => {
        event.preventDefault();
        signIn();
      }}
    >
      <ComingBack />
      <FieldFrame
        id="sign-in-accountName"
        label={accountWayText.name}
        isRequired
        messages={nameMessages}
      >
        <TypedInput
          id="sign-in-accountName"
          value={accountName}
          accept={(next) => halfWidth(next).replace(/\s/g, "")}
          onValue={(name) => {
            setAccountName(name);
            setWish(null);
          }}
          placeholder={accountWayText.namePlaceholder}
          describedBy={describedBy("sign-in-accountName", nameMessages)}
          isInvalid={nameMessages.problem !== undefined}
          isRequired
        />
      </FieldFrame>
      <FieldFrame
        id="sign-in-password"
        label={accountWayText.password}
        isRequired
        messages={passwordMessages}
      >
        <SecretInput
          id="sign-in-password"
          value={password}
          onValue={setPassword}
          placeholder={
            isKept
              ? accountWayText.passwordKept
              : accountWayText.passwordPlaceholder
          }
          describedBy={describedBy("sign-in-password", passwordMessages)}
          isInvalid={passwordMessages.problem !== undefined}
        />
      </FieldFrame>
      {isAway ? (
        <Alert
          type="warning"
          showIcon
          title={accountWayText.offline}
          action={
            <Button size="small" onClick={() => captcha.renew()}>
              {accountWayText.tryAgain}
            </Button>
          }
        />
      ) : (
        <CaptchaField
          id="sign-in-captcha"
          state={captcha}
          problem={
            isCaptchaWrong
              ? captchaText.wrong
              : messagesAt("captcha", captchaText.required).problem
          }
        />
      )}
      {problem !== null && !isCaptchaWrong && (
        <SignInProblem problem={problem} />
      )}
      {recoveryCode !== null && (
        <RecoveryCodeEntry value={recoveryCode} onChange={setRecoveryCode} />
      )}
      <div className="line account-way-end">
        <Checkbox
          checked={isRemembered}
          onChange={({ target }) => setWish(target.checked)}
        >
          {accountWayText.remember}
        </Checkbox>
        <button
          type="button"
          className="link-button"
          onClick={() => goTo({ kind: "recovery" })}
        >
          {recoveryText.title}
        </button>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          loading={isBusy}
          className="sign-in-verb"
        >
          {accountWayText.verb}
        </Button>
      </div>
      <div className="line account-way-foot">
        <span>
          {accountWayText.noAccount}
          <button
            type="button"
            className="link-button"
            onClick={() => goTo({ kind: "registration" })}
          >
            {accountWayText.register}
          </button>
        </span>
        <OpenIdWay />
      </div>
    </form>
  );
}
