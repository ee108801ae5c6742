import type { HistoryEntry } from "../../src-shared/filings/filing-record.ts";
import { detailText, sayActor, sayHistoryAction } from "../text/detail-text.ts";
import { stateLabels } from "../text/filing-list-text.ts";
import { sayMinute } from "../text/say-time.ts";

export function FilingHistory(props: { history: readonly HistoryEntry[] }) {
  return (
    <section className="sheet stack">
      <h2 className="section-title">{detailText.historyTitle}</h2>
      {props.history.length === 0 ? (
        <p className="quiet">{detailText.historyEmpty}</p>
      ) : (
        <table className="plain-table">
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
              <HistoryRow
                key={`${entry.at} ${entry.version} ${entry.action}`}
                entry={entry}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HistoryRow({ entry }: { entry: HistoryEntry }) {
  return (
    <tr>
      <td>{sayMinute(entry.at)}</td>
      <td>{sayActor(entry)}</td>
      <td>{sayHistoryAction(entry.action)}</td>
      <td>{entry.toState === null ? "" : stateLabels[entry.toState]}</td>
      <td className="kept-lines">{entry.remark ?? ""}</td>
    </tr>
  );
}
