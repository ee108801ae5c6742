import { Button } from "antd";
import { useState } from "react";
import type { BackupLine } from "../../src-shared/backups/backup-procedures.ts";
import { backupText } from "../text/backup-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { BackupDialog } from "./backup-dialog.tsx";

export function BackupList(props: {
  backups: readonly BackupLine[];
  /** `restore` where the database is damaged; else contents are only fetched from a backup. */
  purpose: "restore" | "fetch";
  onDone: (sentence: string | null) => void;
}) {
  const [chosen, setChosen] = useState<BackupLine | null>(null);
  const newestGood = props.backups.find(
    ({ filingCount, isWhole }) => filingCount !== null && isWhole,
  );
  if (props.backups.length === 0)
    return <p className="quiet">{backupText.none}</p>;
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{backupText.madeAt}</th>
            <th scope="col">{backupText.filings[props.purpose]}</th>
            <th scope="col">{backupText.action}</th>
          </tr>
        </thead>
        <tbody>
          {props.backups.map((backup) => (
            <tr key={backup.name}>
              <td>{sayMinute(backup.madeAt)}</td>
              <td>
                {backup.filingCount === null
                  ? backupText.unreadable
                  : backupText.count(backup.filingCount)}
                {!backup.isWhole && backupText.notWhole}
              </td>
              <td>
                <Button
                  size="small"
                  type={
                    props.purpose === "restore" && backup === newestGood
                      ? "primary"
                      : "default"
                  }
                  disabled={backup.filingCount === null}
                  onClick={() => setChosen(backup)}
                >
                  {backupText.preview}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen !== null && (
        <BackupDialog
          backup={chosen}
          purpose={props.purpose}
          onCancel={() => setChosen(null)}
          onDone={(sentence) => {
            setChosen(null);
            props.onDone(sentence);
          }}
        />
      )}
    </>
  );
}
