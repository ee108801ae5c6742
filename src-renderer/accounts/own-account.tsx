import { Alert, Button } from "antd";
import { useCallback, useState } from "react";
import type { OwnAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { accountText, changeContactText } from "../text/account-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { AskProblem } from "./ask-problem.tsx";
import { ChangeContactDialog } from "./change-contact-dialog.tsx";
import { CloseAccountDialog } from "./close-account-dialog.tsx";
import {
  accountFacts,
  contactFacts,
  enterpriseFacts,
  type Fact,
} from "./own-account-facts.ts";
import { useAskOnReturn } from "./use-ask-on-return.ts";

type Question = "contact" | "close";

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
  return (
    <>
      <Sections own={own} onAsk={setQuestion} />
      {question === "contact" && (
        <ChangeContactDialog
          own={own}
          onDone={() => {
            setQuestion(null);
            announce(changeContactText.done);
            askAgain();
          }}
          onCancel={() => setQuestion(null)}
          onSignInAgain={props.onSignInAgain}
        />
      )}
      {question === "close" && (
        <CloseAccountDialog
          mobile={own.contact.mobile}
          onCancel={() => setQuestion(null)}
          onSignInAgain={props.onSignInAgain}
        />
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
      <FactSection title={accountText.ownTitle} facts={accountFacts(own)} />
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
        <div>
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
