import { Button } from "antd";
import { useCallback, useState } from "react";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useSession } from "../app/host-state.ts";
import { useAnswer } from "../app/use-answer.ts";
import {
  accountText,
  closeOfEnterpriseText,
  enterpriseAccountsText,
  takeOverText,
} from "../text/account-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { AskProblem } from "./ask-problem.tsx";
import { TakeOverDialog } from "./take-over-dialog.tsx";
import { useAskOnReturn } from "./use-ask-on-return.ts";

type EnterpriseAccount = Awaited<
  ReturnType<typeof call<"accounts.of-enterprise">>
>["accounts"][number];

interface OpenQuestion {
  readonly about: "take-over" | "close";
  readonly account: EnterpriseAccount;
}

/** With a key: the accounts of its 统一社会信用代码, to be taken over or closed. */
export function EnterpriseAccounts(props: { onSignInAgain: () => void }) {
  const ask = useCallback(() => call("accounts.of-enterprise", {}), []);
  const { content, problem, askAgain } = useAnswer(ask);
  useAskOnReturn(askAgain);
  const [open, setOpen] = useState<OpenQuestion | null>(null);
  const holderName = useSession((session) =>
    session?.kind === "signed-in" ? session.person.holderName : "",
  );
  const finish = (sentence: string) => {
    setOpen(null);
    announce(sentence);
    askAgain();
  };
  return (
    <section className="sheet stack">
      <h2 className="section-title">{enterpriseAccountsText.title}</h2>
      <p className="quiet">{enterpriseAccountsText.explanation}</p>
      {problem !== null && (
        <AskProblem
          problem={problem}
          onRetry={askAgain}
          onSignInAgain={props.onSignInAgain}
        />
      )}
      {content === null && problem === null && <LoadingBlock />}
      {content?.accounts.length === 0 && (
        <p role="status">{enterpriseAccountsText.nothing}</p>
      )}
      {content !== null && content.accounts.length > 0 && (
        <>
          <AccountTable accounts={content.accounts} onAsk={setOpen} />
          <p className="quiet">{enterpriseAccountsText.localDrafts}</p>
        </>
      )}
      {open?.about === "take-over" && (
        <TakeOverDialog
          accountId={open.account.id}
          accountName={open.account.name}
          holderName={holderName}
          onDone={() => finish(takeOverText.done(open.account.name))}
          onCancel={() => setOpen(null)}
          onSignInAgain={props.onSignInAgain}
        />
      )}
      {open?.about === "close" && (
        <AskDialog
          title={closeOfEnterpriseText.title(open.account.name)}
          verb={closeOfEnterpriseText.verb}
          isDestructive
          onCancel={() => setOpen(null)}
          showProblem={(refusal) => (
            <AskProblem problem={refusal} onSignInAgain={props.onSignInAgain} />
          )}
          onConfirm={async () => {
            await call("accounts.close-of-enterprise", {
              accountId: open.account.id,
            });
            finish(closeOfEnterpriseText.done(open.account.name));
          }}
        >
          <p>{closeOfEnterpriseText.consequence}</p>
        </AskDialog>
      )}
    </section>
  );
}

function AccountTable(props: {
  accounts: readonly EnterpriseAccount[];
  onAsk: (question: OpenQuestion) => void;
}) {
  const { columns, never, takeOver, close } = enterpriseAccountsText;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {Object.values(columns).map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.accounts.map((account) => (
          <tr key={account.id}>
            <td>{account.name}</td>
            <td>
              {account.contactName === ""
                ? accountText.notFilled
                : account.contactName}
            </td>
            <td>{account.maskedMobile}</td>
            <td>{sayMinute(account.createdAt)}</td>
            <td>
              {account.lastSignInAt === null
                ? never
                : sayMinute(account.lastSignInAt)}
            </td>
            <td>
              <div className="line">
                <Button
                  size="small"
                  onClick={() => props.onAsk({ about: "take-over", account })}
                >
                  {takeOver}
                </Button>
                <Button
                  size="small"
                  danger
                  onClick={() => props.onAsk({ about: "close", account })}
                >
                  {close}
                </Button>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
