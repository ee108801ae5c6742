import type { ComponentType, ReactNode } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type {
  Attachment,
  FileKind,
  FilingFiles,
} from "../../src-shared/filings/filing-content.ts";

/** What the form needs of attachments/; app/ hands it in, because one feature never reaches into another. */
export interface AttachmentParts {
  /** Around the form: runs the uploads, catches files dropped or pasted beside a row. */
  readonly Desk: ComponentType<{
    onAttach: (kind: FileKind, attachment: Attachment) => void;
    onBusyChange: (isBusy: boolean) => void;
    children: ReactNode;
  }>;
  /** File rows, one for each requirement. */
  readonly Rows: ComponentType<{
    requirements: readonly RequiredFile[];
    files: FilingFiles;
    /** Sentences of the form about a row, e.g. that its file is missing. */
    problems: Partial<Record<FileKind, string>>;
    /** Id of the control that takes the focus. */
    focusId: (kind: FileKind) => string;
    onRemove: (kind: FileKind) => void;
  }>;
  /** Takes many files and lets the clerk assign them to rows. */
  readonly DropZone: ComponentType<{
    requirements: readonly RequiredFile[];
    files: FilingFiles;
  }>;
}
