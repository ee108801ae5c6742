import type { HistoryEntry } from "../../src-shared/filings/filing-record.ts";
import { detailText, sayActor, sayHistoryAction } from "../text/detail-text.ts";
import { stateLabels } from "../text/filing-list-text.ts";
import { sayMinute } from "../text/say-time.ts";

export function HistoryTable(props: { history: readonly HistoryEntry[] }) {
  return (
    <section>
      <h2>{detailText.historyTitle}</h2>
      <table className="paper-list">
        <thead>
          <tr>
            {detailText.historyColumns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.history.map((entry) => (
            <tr key={`${entry.at} ${entry.version} ${entry.action}`}>
              <td className="paper-unbroken">{sayMinute(entry.at)}</td>
              <td>{sayActor(entry)}</td>
              <td className="paper-unbroken">
                {sayHistoryAction(entry.action)}
              </td>
              <td className="paper-unbroken">
                {entry.toState === null ? "" : stateLabels[entry.toState]}
              </td>
              <td>{entry.remark ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
