import { Button } from "antd";
import { useState } from "react";
import type { RequiredFile } from "../../../src-shared/filings/file-lists.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import { attachmentText } from "../../text/attachment-text.ts";
import { fileLabels } from "../../text/field-labels.ts";
import { ShrinkDialog } from "./shrink-dialog.tsx";

/** Beside the sentence that a picture is over 300K. */
export function ShrinkOffer(props: {
  picture: File;
  requirement: RequiredFile;
  /** Takes the focus when the offer is gone. */
  focusId: string;
  onUse: (shrunk: File) => void;
  onRefuse: (problem: Problem) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button className="shrink-offer" onClick={() => setIsOpen(true)}>
        {attachmentText.shrink}
        <span className="visually-hidden">
          {" "}
          {fileLabels[props.requirement.kind]}
        </span>
      </Button>
      {isOpen && <ShrinkDialog {...props} onCancel={() => setIsOpen(false)} />}
    </>
  );
}
