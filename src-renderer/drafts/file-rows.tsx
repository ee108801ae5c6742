import { useMemo } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import { sayFilingProblem } from "../text/form-text.ts";
import type { AttachmentParts } from "./attachment-parts.ts";
import { useForm, useFormState } from "./form-context.ts";
import { placeElementId } from "./place-element.ts";

/** The rows of attachments/, told what the form knows about them. */
export function FileRows(props: {
  requirements: readonly RequiredFile[];
  attachmentParts: AttachmentParts;
}) {
  const { Rows } = props.attachmentParts;
  const form = useForm();
  const files = useFormState((state) => state.files);
  const shown = useFormState((state) => state.shown);
  const problems = useMemo(
    () =>
      Object.fromEntries(
        props.requirements.flatMap(({ kind }) => {
          const problem = shown[kind];
          return problem === undefined
            ? []
            : [[kind, sayFilingProblem(problem)]];
        }),
      ),
    [props.requirements, shown],
  );
  return (
    <Rows
      requirements={props.requirements}
      files={files}
      problems={problems}
      focusId={placeElementId}
      onRemove={(kind) => form.attach(kind, null)}
    />
  );
}
