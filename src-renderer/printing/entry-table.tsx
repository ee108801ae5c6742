import { detailText } from "../text/detail-text.ts";
import type { PrintedEntry } from "../ui/printed-application.ts";
import { pairEntries } from "./pair-entries.ts";

/** Longer texts may go over to the next page; everything else stays in one piece. */
const unbrokenLength = 400;

export function EntryTable(props: { entries: readonly PrintedEntry[] }) {
  return (
    <table className="paper-entries">
      <colgroup>
        <col className="paper-label" />
        <col />
        <col className="paper-label" />
        <col />
      </colgroup>
      <tbody>
        {pairEntries(props.entries).map((row) => (
          <tr
            key={row[0]?.label}
            className={row.some(isVeryLong) ? "paper-breaks" : undefined}
          >
            {row.map((entry) => (
              <EntryCells
                key={entry.label}
                entry={entry}
                isAlone={row.length === 1}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isVeryLong({ value }: PrintedEntry): boolean {
  return value.length > unbrokenLength;
}

function EntryCells(props: { entry: PrintedEntry; isAlone: boolean }) {
  const { label, value } = props.entry;
  return (
    <>
      <th scope="row">{label}</th>
      <td colSpan={props.isAlone ? 3 : 1}>
        {value === "" ? detailText.empty : value}
      </td>
    </>
  );
}
