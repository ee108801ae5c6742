import {
  fileKinds,
  type FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import { fileLabels } from "../text/field-labels.ts";
import { rescuedText } from "../text/rescued-text.ts";
import { saySize } from "../text/say-time.ts";
import { printedApplication } from "./printed-application.ts";

interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Where two contents differ, in the words and the order of the form; only to be read. */
export function ContentDifferences(props: {
  /** Null: a form that was never kept. */
  before: FilingContent | null;
  after: FilingContent;
  beforeTitle: string;
  afterTitle: string;
}) {
  const differences = differencesOf(props.before, props.after);
  if (differences.length === 0) return <p>{rescuedText.same}</p>;
  return (
    <table className="plain-table content-differences">
      <thead>
        <tr>
          <th scope="col">{rescuedText.place}</th>
          {props.before !== null && <th scope="col">{props.beforeTitle}</th>}
          <th scope="col">{props.afterTitle}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {props.before !== null && <td>{before}</td>}
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function differencesOf(
  before: FilingContent | null,
  after: FilingContent,
): readonly Difference[] {
  const old = before === null ? null : saidEntries(before);
  return [...saidEntries(after)].flatMap(([label, said]) => {
    const was = old?.get(label) ?? { text: "", mark: "" };
    if (was.mark === said.mark) return [];
    const empty = said.isFile ? rescuedText.noFile : rescuedText.empty;
    return [
      {
        label,
        before: was.text === "" ? empty : was.text,
        after: said.text === "" ? empty : said.text,
      },
    ];
  });
}

interface SaidEntry {
  readonly text: string;
  /** Differs exactly where the content does. */
  readonly mark: string;
  readonly isFile: boolean;
}

/** By label. */
function saidEntries({ fields, files }: FilingContent): Map<string, SaidEntry> {
  const said = new Map<string, SaidEntry>();
  for (const part of printedApplication(fields, files))
    for (const { label, value } of part.entries)
      said.set(label, { text: value, mark: value, isFile: false });
  for (const kind of fileKinds) {
    const file = files[kind];
    const text =
      file === null ? "" : `${file.fileName}（${saySize(file.size)}）`;
    const mark = file === null ? "" : `${file.sha256} ${file.fileName}`;
    said.set(fileLabels[kind], { text, mark, isFile: true });
  }
  return said;
}
