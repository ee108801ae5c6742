import { useEffect, useRef, useState, type ReactNode } from "react";
import type {
  Attachment,
  FileKind,
} from "../../src-shared/filings/filing-content.ts";
import { call } from "../app/bridge.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { fileLabels } from "../text/field-labels.ts";
import { DeskContext, LooseFilesContext } from "./desk-context.ts";
import { useLooseFiles } from "./use-loose-files.ts";
import { createUploads, isAnyRunning } from "./upload-store.ts";
import "./attachments.css";

/** Around the form: runs the uploads of its rows, and takes the files that were dropped or pasted beside a row. */
export function AttachmentDesk(props: {
  onAttach: (kind: FileKind, attachment: Attachment) => void;
  onBusyChange: (isBusy: boolean) => void;
  children: ReactNode;
}) {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [loose, setLoose] = useState<readonly File[]>([]);
  const [said, setSaid] = useState("");
  const [uploads] = useState(() =>
    createUploads({ call, fetch: (input, init) => fetch(input, init) }),
  );
  const [desk] = useState(() => ({ uploads, assign: setLoose }));

  useEffect(() => {
    const stopWatching = uploads.store.subscribe((state) =>
      latest.current.onBusyChange(isAnyRunning(state)),
    );
    const stopListening = uploads.onAttach((kind, attachment) => {
      latest.current.onAttach(kind, attachment);
      setSaid(attachmentText.finished(fileLabels[kind], attachment.fileName));
    });
    return () => {
      stopWatching();
      stopListening();
      uploads.cancelAll();
    };
  }, [uploads]);
  useLooseFiles(setLoose);

  return (
    <DeskContext value={desk}>
      <LooseFilesContext value={loose}>{props.children}</LooseFilesContext>
      <div className="desk-status" role="status">
        <span className="visually-hidden">{said}</span>
      </div>
    </DeskContext>
  );
}
