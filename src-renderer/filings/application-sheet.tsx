import type { ReactNode } from "react";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { detailText } from "../text/detail-text.ts";
import { saySize } from "../text/say-time.ts";
import type { PrintedEntry, PrintedFile } from "../ui/printed-application.ts";

export function PrintedEntries(props: { entries: readonly PrintedEntry[] }) {
  if (props.entries.length === 0) return null;
  return (
    <dl className="printed-entries">
      {props.entries.map(({ label, value, isLong }) => (
        <div key={label} className={isLong ? "printed-long" : undefined}>
          <dt>{label}</dt>
          <dd className={value === "" ? "quiet" : undefined}>
            {value === "" ? detailText.empty : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function PrintedFiles(props: {
  caption: string;
  files: readonly PrintedFile[];
  lastColumn: string;
  renderLast: (attachment: Attachment) => ReactNode;
}) {
  if (props.files.length === 0) return null;
  const [material, fileName, size] = detailText.fileColumns;
  return (
    <table className="plain-table printed-files" aria-label={props.caption}>
      <thead>
        <tr>
          <th scope="col">{material}</th>
          <th scope="col">{fileName}</th>
          <th scope="col">{size}</th>
          <th scope="col">{props.lastColumn}</th>
        </tr>
      </thead>
      <tbody>
        {props.files.map(({ kind, label, attachment }) => (
          <tr key={kind}>
            <th scope="row">{label}</th>
            {attachment === null ? (
              <td colSpan={3} className="quiet">
                {detailText.noFile}
              </td>
            ) : (
              <>
                <td>{attachment.fileName}</td>
                <td className="printed-size">{saySize(attachment.size)}</td>
                <td>{props.renderLast(attachment)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
