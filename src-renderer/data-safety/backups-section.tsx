import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useStorageState } from "../app/storage-state.ts";
import { useAnswer } from "../app/use-answer.ts";
import { backupText } from "../text/backup-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { sayMinute } from "../text/say-time.ts";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { BackupList } from "./backup-list.tsx";

const ask = () => call("backups.list", {});

export function BackupsSection(props: { onFetched: () => void }) {
  const { content, problem, askAgain } = useAnswer(ask);
  const storage = useStorageState();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const make = async () => {
    setIsBusy(true);
    setFailure(null);
    try {
      await call("backups.make", {});
      announce(backupText.made);
      askAgain();
    } catch (error) {
      setFailure(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const isDamaged = storage?.kind === "open" && storage.isSound === false;
  const backupProblem = storage?.kind === "open" ? storage.backupProblem : null;
  const newest = content?.backups[0];
  const told = failure ?? problem;
  return (
    <section className="sheet stack">
      <h2 className="section-title">{backupText.title}</h2>
      <p>{backupText.what}</p>
      {told !== null && <ProblemNotice problem={told} />}
      {isDamaged && <p className="mark-warning">{backupText.damaged}</p>}
      {backupProblem !== null && failure === null && (
        <p className="mark-warning">
          {backupText.failed(sayProblem(backupProblem).sentence)}
        </p>
      )}
      <div className="line">
        <span>
          {newest === undefined
            ? backupText.never
            : backupText.last(sayMinute(newest.madeAt))}
        </span>
        <Button loading={isBusy} onClick={() => void make()}>
          {backupText.makeNow}
        </Button>
      </div>
      {content !== null && content.backups.length > 0 && (
        <BackupList
          backups={content.backups}
          purpose={isDamaged ? "restore" : "fetch"}
          onDone={(sentence) => {
            if (sentence === null) {
              location.reload();
              return;
            }
            announce(sentence);
            props.onFetched();
          }}
        />
      )}
    </section>
  );
}
