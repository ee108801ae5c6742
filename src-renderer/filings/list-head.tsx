import { Alert, Button } from "antd";
import type { FilingList } from "../../src-shared/filings/filing-procedures.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { filingListText, stateLabels } from "../text/filing-list-text.ts";

/** Title and 新增, with the reason where 新增 is not possible. */
export function ListHead(props: {
  person: Person;
  list: FilingList | null;
  onCreate: () => void;
}) {
  const { list, person } = props;
  const underWay = list?.rows.find(({ id }) => id === list.underWayId);
  const isRefused = list !== null && list.underWayId !== null;
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
          <Button
            type="primary"
            disabled={list === null || isRefused}
            aria-describedby={
              underWay === undefined ? undefined : "create-refused"
            }
            onClick={props.onCreate}
          >
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
