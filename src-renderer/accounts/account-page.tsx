import { accountText } from "../text/account-text.ts";
import { EnterpriseAccounts } from "./enterprise-accounts.tsx";
import { OwnAccountSections } from "./own-account.tsx";
import "../ui/fields/fields.css";
import "./accounts.css";

/** 账号管理: the own account, or with a key the accounts of the enterprise. */
export function AccountPage(props: {
  isKeySession: boolean;
  onSignInAgain: () => void;
}) {
  return (
    <div className="stack account-page">
      <h1 className="page-title">{accountText.title}</h1>
      {props.isKeySession ? (
        <EnterpriseAccounts onSignInAgain={props.onSignInAgain} />
      ) : (
        <OwnAccountSections onSignInAgain={props.onSignInAgain} />
      )}
    </div>
  );
}
