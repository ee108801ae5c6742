import { Button, Select } from "antd";
import { useState } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type {
  FileKind,
  FilingFiles,
} from "../../src-shared/filings/filing-content.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { fileLabels } from "../text/field-labels.ts";
import { frameText } from "../text/frame-text.ts";
import { saySize } from "../text/say-time.ts";
import { useDesk } from "./desk-context.ts";
import { guessRows, type Assignment } from "./guess-row.ts";
import { canBeShrunk, judgeBeforeSending } from "./judge-before-sending.ts";
import { sayAttachmentProblem } from "./say-attachment-problem.ts";
import { Dialog } from "../ui/dialog.tsx";

/** Many files at once: the clerk says which row each belongs to. */
export function AssignDialog(props: {
  loose: readonly File[];
  requirements: readonly RequiredFile[];
  files: FilingFiles;
  onClose: () => void;
}) {
  const { loose, requirements, onClose } = props;
  const { uploads } = useDesk();
  const [assignment, setAssignment] = useState<Assignment>(() =>
    guessRows(loose, requirements),
  );
  const chosen = assignment.filter((kind) => kind !== null);
  const remarks = loose.map((file, index) =>
    remarkOn(file, index, assignment, props),
  );
  const isReady =
    chosen.length > 0 && remarks.every((remark) => remark?.isRefusal !== true);

  const attach = () => {
    for (const [index, file] of loose.entries()) {
      const kind = assignment[index];
      if (kind !== null && kind !== undefined) uploads.start(kind, file);
    }
    onClose();
  };

  return (
    <Dialog
      width={760}
      title={attachmentText.assignTitle}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{frameText.cancel}</Button>
          <Button type="primary" disabled={!isReady} onClick={attach}>
            {attachmentText.assign(chosen.length)}
          </Button>
        </>
      }
    >
      <table className="plain-table">
        <thead>
          <tr>
            <th>{attachmentText.assignColumns.file}</th>
            <th>{attachmentText.assignColumns.size}</th>
            <th>{attachmentText.assignColumns.row}</th>
          </tr>
        </thead>
        <tbody>
          {loose.map((file, index) => (
            <tr key={`${file.name}-${index}`}>
              <td>{file.name}</td>
              <td>{saySize(file.size)}</td>
              <td>
                <Select<FileKind | "">
                  className="choice"
                  aria-label={attachmentText.assignTo(file.name)}
                  value={assignment[index] ?? ""}
                  options={[
                    { value: "", label: attachmentText.assignNothing },
                    ...requirements.map(({ kind }) => ({
                      value: kind,
                      label: fileLabels[kind],
                    })),
                  ]}
                  onChange={(kind) =>
                    setAssignment(
                      assignment.with(index, kind === "" ? null : kind),
                    )
                  }
                />
                <RemarkLine remark={remarks[index] ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

interface Remark {
  readonly isRefusal: boolean;
  readonly sentence: string;
}

function RemarkLine({ remark }: { remark: Remark | null }) {
  if (remark === null) return null;
  return (
    <p className={remark.isRefusal ? "field-problem" : "field-warning"}>
      {remark.sentence}
    </p>
  );
}

function remarkOn(
  file: File,
  index: number,
  assignment: Assignment,
  known: { requirements: readonly RequiredFile[]; files: FilingFiles },
): Remark | null {
  const kind = assignment[index] ?? null;
  const requirement = known.requirements.find((each) => each.kind === kind);
  if (kind === null || requirement === undefined) return null;
  const problem = judgeBeforeSending(file, requirement);
  const isTooLargePicture = problem !== null && canBeShrunk(file, problem);
  if (problem !== null && !isTooLargePicture)
    return {
      isRefusal: true,
      sentence: sayAttachmentProblem(problem, file.size),
    };
  if (assignment.indexOf(kind) !== index)
    return { isRefusal: true, sentence: attachmentText.assignTwice };
  if (isTooLargePicture)
    return {
      isRefusal: false,
      sentence: attachmentText.assignShrink(saySize(file.size)),
    };
  return known.files[kind] === null
    ? null
    : { isRefusal: false, sentence: attachmentText.assignReplaces };
}
