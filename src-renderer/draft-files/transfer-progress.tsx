import { Progress } from "antd";
import { useEffect, useState } from "react";
import type { EventPayload } from "../../src-shared/bridge/connect-bridge.ts";
import { on } from "../app/bridge.ts";
import { draftFileText } from "../text/draft-file-text.ts";
import { saySize } from "../text/say-time.ts";

type TransferState = EventPayload<"draft-files.progress">;

/** Of the export or import that runs; nothing while the host's file dialog is open. */
export function TransferProgress({ label }: { label: string }) {
  const [state, setState] = useState<TransferState | null>(null);
  useEffect(() => on("draft-files.progress", setState), []);
  const { doneBytes, totalBytes } = state ?? { doneBytes: 0, totalBytes: 1 };
  return (
    <section className="stack-tight">
      <p role="status">{label}</p>
      {state !== null && (
        <>
          <Progress
            percent={Math.floor((doneBytes / totalBytes) * 100)}
            aria-label={draftFileText.progress}
          />
          <p className="quiet">
            {draftFileText.done(saySize(doneBytes), saySize(totalBytes))}
          </p>
        </>
      )}
    </section>
  );
}
