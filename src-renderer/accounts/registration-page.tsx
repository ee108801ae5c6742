import { Button } from "antd";
import { useCallback, useEffect, useState } from "react";
import {
  emptyRegistration,
  toRegistration,
  type TypedRegistration,
} from "../../src-shared/accounts/typed-registration.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { call } from "../app/bridge.ts";
import { goTo } from "../app/place.ts";
import { useEntrance } from "../app/entrance.ts";
import { useAnswer } from "../app/use-answer.ts";
import { WaitingIdentity } from "../app/waiting-identity.tsx";
import { registrationText } from "../text/registration-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { AccountPart, TypePart } from "./account-part.tsx";
import { AgreementBox } from "./agreement-box.tsx";
import { ContactPart } from "./contact-part.tsx";
import { EnterprisePart } from "./enterprise-part.tsx";
import { createRegistrationKeeper } from "./keep-registration.ts";
import {
  focusRegistration,
  RegistrationContext,
  useRegistrationState,
} from "./registration-context.ts";
import { createRegistrationForm } from "./registration-form.ts";
import { openPlaces } from "./registration-sayings.ts";
import { RestoredNotice } from "./restored-notice.tsx";
import "../ui/fields/fields.css";
import "./accounts.css";

const askForKept = () =>
  call("accounts.kept-registration", {}).catch(() => ({ typed: null }));

/** 注册, figure 2.2 of the manual; what was typed before comes back. */
export function RegistrationPage() {
  const { content: kept } = useAnswer(askForKept);
  return (
    <main className="outside-page">
      <h1 className="page-title">{registrationText.title}</h1>
      {kept === null ? (
        <LoadingBlock />
      ) : (
        <OpenRegistration kept={kept.typed} />
      )}
    </main>
  );
}

function OpenRegistration({ kept }: { kept: TypedRegistration | null }) {
  const [keeper] = useState(createRegistrationKeeper);
  const [form] = useState(() =>
    createRegistrationForm({
      typed: kept ?? emptyRegistration,
      now: () => new Date(),
      onChange: keeper.later,
    }),
  );
  const [isRestored, setIsRestored] = useState(kept !== null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const bindsOpenId = useEntrance(({ bindsOpenId: binds }) => binds);
  useEffect(() => () => void keeper.now(), [keeper]);

  const register = useCallback(async () => {
    const [first] = form.showAll();
    setProblem(null);
    if (first !== undefined) {
      focusRegistration(first);
      return;
    }
    const { typed, newPassword, smsCode } = form.store.getState();
    setIsBusy(true);
    try {
      const { accountName } = await call("accounts.register", {
        registration: toRegistration(typed),
        password: newPassword.password,
        smsCode,
        hasAgreed: true,
        bindsOpenId,
      });
      await keeper.forget();
      useEntrance.setState({
        registeredAccount: accountName,
        bindsOpenId: false,
      });
      goTo({ kind: "hall" });
    } catch (error) {
      const refusal = problemOf(error);
      const place = form.refuse(refusal);
      if (place === null) setProblem(refusal);
      else focusRegistration(place);
    } finally {
      setIsBusy(false);
    }
  }, [form, keeper, bindsOpenId]);

  return (
    <RegistrationContext value={form}>
      <form
        className="stack registration"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void register();
        }}
      >
        <p>
          {registrationText.introduction}
          <button
            type="button"
            className="link-button"
            onClick={() => goTo({ kind: "hall" })}
          >
            {registrationText.backToSignIn}
          </button>
          {registrationText.introductionEnd}
        </p>
        {isRestored && (
          <RestoredNotice
            onStartAnew={() => {
              form.startAnew(emptyRegistration);
              setIsRestored(false);
            }}
          />
        )}
        <WaitingIdentity sentence={registrationText.bindsOpenId} />
        <AccountPart />
        <TypePart />
        <EnterprisePart />
        <ContactPart />
        <AgreementBox />
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className="line registration-bar">
          <span className="quiet registration-bar-note">
            {registrationText.kept}
          </span>
          <OpenCount />
          <Button onClick={() => goTo({ kind: "hall" })}>
            {registrationText.close}
          </Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {registrationText.verb}
          </Button>
        </div>
      </form>
    </RegistrationContext>
  );
}

/** Told after a try only; it shrinks as the clerk mends. */
function OpenCount() {
  const count = useRegistrationState((state) =>
    state.isTried ? openPlaces(state).length : 0,
  );
  return (
    <span role="status" className="mark-problem">
      {count === 0 ? "" : registrationText.problemCount(count)}
    </span>
  );
}
