import { AttachmentDesk } from "../attachments/attachment-desk.tsx";
import { AttachmentRows } from "../attachments/attachment-rows.tsx";
import { AttachmentDropZone } from "../attachments/drop-zone.tsx";
import { FilingFormPage } from "../drafts/filing-form-page.tsx";
import type { FormMode } from "./place.ts";

const attachmentParts = {
  Desk: AttachmentDesk,
  Rows: AttachmentRows,
  DropZone: AttachmentDropZone,
};

/** The form with its attachments: two features that meet only here. */
export function FilingFormPlace(props: {
  filingId: string;
  mode: FormMode;
  onClose: () => void;
}) {
  return (
    <FilingFormPage
      key={`${props.filingId}/${props.mode}`}
      {...props}
      attachmentParts={attachmentParts}
    />
  );
}
