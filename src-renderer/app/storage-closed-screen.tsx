import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { RestoreAtStart } from "../data-safety/restore-at-start.tsx";
import { backupText } from "../text/backup-text.ts";
import { frameText } from "../text/frame-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { StartAnew } from "./start-anew.tsx";
import { openStorageAgain } from "./storage-state.ts";

/** The profile could not be opened: why, and what can be done about it here. */
export function StorageClosedScreen({ problem }: { problem: Problem }) {
  const [isBusy, setIsBusy] = useState(false);
  const isLost =
    problem.code === "storage-damaged" || problem.code === "storage-missing";
  return (
    <main className="stack start-problem">
      <h1 className="page-title">{frameText.startProblemTitle}</h1>
      <ProblemNotice
        problem={problem}
        action={
          <Button
            loading={isBusy}
            onClick={() => {
              setIsBusy(true);
              void openStorageAgain().finally(() => setIsBusy(false));
            }}
          >
            {frameText.retry}
          </Button>
        }
      />
      {isLost && (
        <>
          <RestoreAtStart />
          <div className="line">
            <span className="quiet">{backupText.anewWhen}</span>
            <StartAnew words={backupText.anewAsk} />
          </div>
        </>
      )}
    </main>
  );
}
