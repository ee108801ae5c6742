import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { accountSignInEndpoints } from "../../../src-shared/companion-api/account-endpoints.ts";
import type { CaptchaAnswer } from "../../../src-shared/companion-api/account-shapes.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import { problemOf } from "../problem-of.ts";

export type Captcha = z.infer<
  typeof accountSignInEndpoints.createCaptcha.reply
>;
export type CaptchaKind = Captcha["kind"];
export type AskCaptcha = (kind: CaptchaKind) => Promise<Captcha>;

export interface CaptchaState {
  readonly captcha: Captcha | null;
  readonly kind: CaptchaKind;
  readonly typed: string;
  /** Why none could be had. */
  readonly problem: Problem | null;
  readonly type: (text: string) => void;
  /** Another one; what was typed for the old one goes. */
  readonly renew: (kind?: CaptchaKind) => void;
  /** Null: none could be had, or nothing is typed. */
  readonly answer: () => CaptchaAnswer | null;
  readonly isOver: () => boolean;
}

/** Said at its field; the next captcha is there already. */
export function isCaptchaRefusal({ code }: Problem): boolean {
  return code === "captcha-wrong" || code === "captcha-expired";
}

/** One captcha at a time; whoever sent an answer asks for the next, because each is good for one try only. */
export function useCaptcha(ask: AskCaptcha): CaptchaState {
  const [kind, setKind] = useState<CaptchaKind>("picture");
  const [captcha, setCaptcha] = useState<Captcha | null>(null);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(0);

  const request = useCallback(
    (wanted: CaptchaKind) => {
      const question = ++latest.current;
      ask(wanted).then(
        (answer) => {
          if (question !== latest.current) return;
          setCaptcha(answer);
          setProblem(null);
        },
        (error: unknown) => {
          if (question !== latest.current) return;
          setCaptcha(null);
          setProblem(problemOf(error));
        },
      );
    },
    [ask],
  );
  useEffect(() => {
    const question = latest;
    request("picture");
    return () => {
      question.current++;
    };
  }, [request]);

  return {
    captcha,
    kind,
    typed,
    problem,
    type: setTyped,
    renew(next = kind) {
      setKind(next);
      // Nobody types for one that is already spent.
      setCaptcha(null);
      setTyped("");
      request(next);
    },
    answer: () =>
      captcha === null || typed.trim() === ""
        ? null
        : { id: captcha.id, answer: typed.trim() },
    isOver: () =>
      captcha !== null && Date.parse(captcha.expiresAt) <= Date.now(),
  };
}
