import { Alert, Button } from "antd";
import { useCallback, useState } from "react";
import type { OwnAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import {
  accountText,
  changeContactText,
  proveEmailText,
  unbindText,
} from "../text/account-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { AskProblem } from "./ask-problem.tsx";
import { ChangeContactDialog } from "./change-contact-dialog.tsx";
import { CloseAccountDialog } from "./close-account-dialog.tsx";
import { ProveEmailDialog } from "./prove-email-dialog.tsx";
import {
  accountFacts,
  contactFacts,
  enterpriseFacts,
  type Fact,
} from "./own-account-facts.ts";
import { useAskOnReturn } from "./use-ask-on-return.ts";

type Question = "contact" | "email" | "unbind" | "close";

export function OwnAccountSections(props: { onSignInAgain: () => void }) {
  const ask = useCallback(() => call("accounts.own", {}), []);
  const { content: own, problem, askAgain } = useAnswer(ask);
  useAskOnReturn(askAgain);
  const [question, setQuestion] = useState<Question | null>(null);
  if (own === null)
    return problem === null ? (
      <LoadingBlock />
    ) : (
      <AskProblem
        problem={problem}
        onRetry={askAgain}
        onSignInAgain={props.onSignInAgain}
      />
    );
  const answers = {
    onCancel: () => setQuestion(null),
    onSignInAgain: props.onSignInAgain,
  };
  const finish = (sentence: string) => {
    setQuestion(null);
    announce(sentence);
    askAgain();
  };
  return (
    <>
      <Sections own={own} onAsk={setQuestion} />
      {question === "contact" && (
        <ChangeContactDialog
          own={own}
          onDone={() => finish(changeContactText.done)}
          {...answers}
        />
      )}
      {question === "email" && (
        <ProveEmailDialog
          email={own.contact.email}
          onDone={() => finish(proveEmailText.done)}
          {...answers}
        />
      )}
      {question === "unbind" && (
        <AskDialog
          title={unbindText.title}
          verb={unbindText.verb}
          isDestructive
          onCancel={answers.onCancel}
          showProblem={(refusal) => (
            <AskProblem
              problem={refusal}
              onSignInAgain={answers.onSignInAgain}
            />
          )}
          onConfirm={async () => {
            await call("accounts.unbind-open-id", {});
            finish(unbindText.done);
          }}
        >
          <p>{unbindText.consequence}</p>
        </AskDialog>
      )}
      {question === "close" && (
        <CloseAccountDialog mobile={own.contact.mobile} {...answers} />
      )}
    </>
  );
}

function Sections(props: {
  own: OwnAccount;
  onAsk: (question: Question) => void;
}) {
  const { own, onAsk } = props;
  return (
    <>
      <FactSection title={accountText.ownTitle} facts={accountFacts(own)}>
        {own.isBoundToOpenId && (
          <div>
            <Button onClick={() => onAsk("unbind")}>
              {accountText.unbind}
            </Button>
          </div>
        )}
      </FactSection>
      {own.enterprise !== null && (
        <FactSection
          title={accountText.enterpriseTitle}
          facts={enterpriseFacts(own.enterprise)}
        >
          {own.enterprise.uscc !== null && (
            <Alert type="info" showIcon title={accountText.unproven} />
          )}
        </FactSection>
      )}
      <FactSection
        title={accountText.contactTitle}
        facts={contactFacts(own.contact)}
      >
        <div className="line">
          {own.contact.email !== "" && !own.contact.isEmailProven && (
            <Button onClick={() => onAsk("email")}>
              {accountText.proveEmail}
            </Button>
          )}
          <Button onClick={() => onAsk("contact")}>
            {accountText.changeContact}
          </Button>
        </div>
      </FactSection>
      <section className="sheet stack">
        <h2 className="section-title">{accountText.closeAccount}</h2>
        <p className="quiet">{accountText.closeNote}</p>
        <div>
          <Button danger onClick={() => onAsk("close")}>
            {accountText.closeAccount}
          </Button>
        </div>
      </section>
    </>
  );
}

function FactSection(props: {
  title: string;
  facts: readonly Fact[];
  children?: React.ReactNode;
}) {
  return (
    <section className="sheet stack">
      <h2 className="section-title">{props.title}</h2>
      <dl className="facts">
        {props.facts.map(({ label, value }) => (
          <FactLine key={label} label={label} value={value} />
        ))}
      </dl>
      {props.children}
    </section>
  );
}

function FactLine({ label, value }: Fact) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {value === "" ? (
          <span className="quiet">{accountText.notFilled}</span>
        ) : (
          value
        )}
      </dd>
    </>
  );
}
