import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type {
  FileKind,
  FilingFiles,
} from "../../src-shared/filings/filing-content.ts";
import { AttachmentRow } from "./attachment-row.tsx";

export function AttachmentRows(props: {
  requirements: readonly RequiredFile[];
  files: FilingFiles;
  problems: Partial<Record<FileKind, string>>;
  focusId: (kind: FileKind) => string;
  onRemove: (kind: FileKind) => void;
}) {
  return (
    <ul className="attachment-rows">
      {props.requirements.map((requirement) => {
        const { kind } = requirement;
        return (
          <AttachmentRow
            key={kind}
            requirement={requirement}
            attachment={props.files[kind]}
            problem={props.problems[kind]}
            focusId={props.focusId(kind)}
            onRemove={() => props.onRemove(kind)}
          />
        );
      })}
    </ul>
  );
}
