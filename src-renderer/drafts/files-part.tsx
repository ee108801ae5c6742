import { Alert } from "antd";
import {
  declaredFiles,
  filesOfCategory,
} from "../../src-shared/filings/file-lists.ts";
import { partTitles } from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";
import type { AttachmentParts } from "./attachment-parts.ts";
import { FileRows } from "./file-rows.tsx";
import { useFormState } from "./form-context.ts";
import { filesKeptAside } from "./form-parts.ts";

/** 2.企业申报材料: the list follows 企业类别. */
export function FilesPart(props: { attachmentParts: AttachmentParts }) {
  const { DropZone } = props.attachmentParts;
  const category = useFormState(({ fields }) => fields.enterpriseCategory);
  const files = useFormState((state) => state.files);
  return (
    <section id="part-files" className="sheet form-part">
      <h2 className="section-title">{partTitles.files}</h2>
      <KeptAsideNote />
      <div className="field-area">
        <DropZone requirements={filesOfCategory(category)} files={files} />
        <FileRows
          requirements={declaredFiles(category)}
          attachmentParts={props.attachmentParts}
        />
      </div>
      {category === "" && <p className="quiet">{formText.addCategoryFirst}</p>}
    </section>
  );
}

function KeptAsideNote() {
  const category = useFormState(({ fields }) => fields.enterpriseCategory);
  const count = useFormState(
    ({ fields, files }) =>
      filesKeptAside(fields.enterpriseCategory, files).length,
  );
  if (count === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={
        category === ""
          ? formText.keptAsideUncategorised(count)
          : formText.keptAside(
              count,
              category === "manufacturer" ? "distributor" : "manufacturer",
            )
      }
    />
  );
}
