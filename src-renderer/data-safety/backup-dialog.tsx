import { useCallback } from "react";
import type {
  BackupFiling,
  BackupLine,
} from "../../src-shared/backups/backup-procedures.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { backupText } from "../text/backup-text.ts";
import { stateLabels } from "../text/filing-list-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { rescuedText } from "../text/rescued-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { changeOf } from "./change-of.ts";

/** What is in one backup and what would become of what is there now, before anything is done. */
export function BackupDialog(props: {
  backup: BackupLine;
  purpose: "restore" | "fetch";
  onCancel: () => void;
  onDone: (sentence: string | null) => void;
}) {
  const { name, madeAt } = props.backup;
  const ask = useCallback(() => call("backups.preview", { name }), [name]);
  const { content, problem } = useAnswer(ask);
  const isRestore = props.purpose === "restore";
  return (
    <AskDialog
      title={backupText.previewTitle(sayMinute(madeAt))}
      width={760}
      verb={isRestore ? backupText.restore : backupText.fetch}
      onCancel={props.onCancel}
      onConfirm={async () => {
        if (isRestore) {
          await restore(name);
          props.onDone(null);
          return;
        }
        const { count } = await call("backups.fetch", { name });
        props.onDone(backupText.fetched(count));
      }}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      {content === null && problem === null && <LoadingBlock />}
      {content !== null && (
        <div className="dialog-scroll">
          <BackupFilings {...content} isRestore={isRestore} />
        </div>
      )}
      <p>{isRestore ? backupText.restoreNote : backupText.fetchNote}</p>
    </AskDialog>
  );
}

async function restore(name: string): Promise<void> {
  try {
    await call("backups.restore", { name });
  } catch (error) {
    // The page of this dialog may be gone: whoever was signed in is not any more where the profile was closed for it.
    announce(sayProblem(problemOf(error)).sentence);
    throw error;
  }
}

function BackupFilings(props: {
  filings: readonly BackupFiling[];
  isNowReadable: boolean;
  isRestore: boolean;
}) {
  const { filings, isNowReadable, isRestore } = props;
  if (filings.length === 0) return <p>{backupText.emptyBackup}</p>;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{backupText.filing}</th>
          <th scope="col">{backupText.inBackup}</th>
          <th scope="col">{backupText.now}</th>
          {isRestore && <th scope="col">{backupText.change}</th>}
        </tr>
      </thead>
      <tbody>
        {filings.map((filing) => (
          <tr key={filing.filingId}>
            <td>{`${filing.year} ${rescuedText.which[filing.kind]}`}</td>
            <td>{sayTrace(filing.inBackup)}</td>
            <td>{isNowReadable ? sayTrace(filing.now) : backupText.unknown}</td>
            {isRestore && (
              <td>{backupText.changes[changeOf(filing, isNowReadable)]}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sayTrace(trace: BackupFiling["now"]): string {
  return trace === null
    ? backupText.notThere
    : `${stateLabels[trace.state]} ${sayMinute(trace.changedAt)}${trace.isWaiting ? backupText.waiting : ""}`;
}
