import { Button, Input, type InputRef } from "antd";
import type { Ref } from "react";
import { captchaText } from "../../text/captcha-text.ts";
import { sayProblem } from "../../text/problem-texts.ts";
import { firstFocus } from "../dialog.tsx";
import { describedBy, FieldFrame } from "./field-frame.tsx";
import { halfWidth } from "./typed-text.ts";
import type { CaptchaState } from "./use-captcha.ts";

/** 验证码: a picture, or a sum for those who cannot see it. */
export function CaptchaField({
  ref,
  ...props
}: {
  id: string;
  state: CaptchaState;
  problem?: string | undefined;
  isFirst?: boolean;
  ref?: Ref<InputRef>;
}) {
  const { id, state } = props;
  const isSum = state.kind === "arithmetic";
  const messages = {
    problem:
      props.problem ??
      (state.problem === null
        ? undefined
        : `${captchaText.failed}${sayProblem(state.problem).sentence}`),
    hint: isSum ? captchaText.sumHint : undefined,
  };
  return (
    <FieldFrame
      id={id}
      label={captchaText.field}
      isRequired
      messages={messages}
    >
      <div className="captcha-line">
        <Input
          id={id}
          ref={ref}
          className="captcha-input"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          status={props.problem === undefined ? "" : "error"}
          value={state.typed}
          aria-describedby={[
            describedBy(id, messages),
            isSum ? `${id}-sum` : undefined,
          ]
            .filter((each) => each !== undefined)
            .join(" ")}
          aria-invalid={props.problem !== undefined}
          aria-required
          {...(props.isFirst === true ? firstFocus : {})}
          onFocus={() => {
            if (state.isOver()) state.renew();
          }}
          onChange={(event) => state.type(halfWidth(event.target.value))}
        />
        <CaptchaQuestion id={id} state={state} />
        <Button type="link" onClick={() => state.renew()}>
          {isSum ? captchaText.anotherSum : captchaText.another}
        </Button>
        <Button
          type="link"
          onClick={() =>
            state.renew(state.kind === "picture" ? "arithmetic" : "picture")
          }
        >
          {state.kind === "picture"
            ? captchaText.useSum
            : captchaText.usePicture}
        </Button>
      </div>
    </FieldFrame>
  );
}

function CaptchaQuestion(props: { id: string; state: CaptchaState }) {
  const { captcha, problem } = props.state;
  if (captcha === null)
    return problem === null ? (
      <span className="captcha-picture" aria-label={captchaText.loading} />
    ) : null;
  return captcha.kind === "picture" ? (
    <img
      className="captcha-picture"
      src={`data:${captcha.mediaType};base64,${captcha.base64}`}
      alt={captchaText.picture}
    />
  ) : (
    <span id={`${props.id}-sum`} role="status" className="captcha-sum">
      {captchaText.sum(captcha.question)}
    </span>
  );
}
