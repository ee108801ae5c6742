import { Alert, Button } from "antd";
import type { FilingList } from "../../src-shared/filings/filing-procedures.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { filingListText, stateLabels } from "../text/filing-list-text.ts";

/** Title, 新增 and 导入, with the reason where another application is not possible. */
export function ListHead(props: {
  person: Person;
  list: FilingList | null;
  onCreate: () => void;
  onImport: () => void;
}) {
  const { list, person } = props;
  const underWay = list?.rows.find(({ id }) => id === list.underWayId);
  const isRefused = list === null || list.underWayId !== null;
  const refusal = {
    disabled: isRefused,
    "aria-describedby": underWay === undefined ? undefined : "create-refused",
  };
  return (
    <>
      <div className="line list-head">
        <h1 className="page-title">
          {person.via === "usb-key"
            ? filingListText.titleWithKey
            : filingListText.titleWithAccount}
        </h1>
        <span className="line line-end">
          {underWay !== undefined && (
            <span id="create-refused" className="quiet">
              {filingListText.createRefused(stateLabels[underWay.state])}
            </span>
          )}
          <Button {...refusal} onClick={props.onImport}>
            {filingListText.import}
          </Button>
          <Button type="primary" {...refusal} onClick={props.onCreate}>
            {filingListText.create}
          </Button>
        </span>
      </div>
      {person.via === "account" && (
        <Alert type="warning" showIcon title={filingListText.accountNotice} />
      )}
    </>
  );
}
