import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { backupText } from "../text/backup-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { BackupList } from "./backup-list.tsx";

const ask = () => call("backups.list", {});

/** Where the profile's database is damaged: the backups, before anybody can sign in. */
export function RestoreAtStart() {
  const { content, problem } = useAnswer(ask);
  return (
    <section className="sheet stack">
      <h2 className="section-title">{backupText.restoredBackupsTitle}</h2>
      {problem !== null && <ProblemNotice problem={problem} />}
      {content !== null && (
        <BackupList
          backups={content.backups}
          purpose="restore"
          onDone={() => location.reload()}
        />
      )}
    </section>
  );
}
