import { Button } from "antd";
import { useState } from "react";
import { RestoreAtStart } from "../data-safety/restore-at-start.tsx";
import { backupText } from "../text/backup-text.ts";
import { frameText } from "../text/frame-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useStorageState } from "./storage-state.ts";

/** Pages of the database turned out to be damaged while it is open: said everywhere, before and after signing in. */
export function StorageNotice() {
  const storage = useStorageState();
  const [isLooking, setIsLooking] = useState(false);
  if (storage?.kind !== "open" || storage.isSound !== false) return null;
  return (
    <div className="frame-line frame-line-warning" role="alert">
      <span>{backupText.damaged}</span>
      <Button size="small" type="primary" onClick={() => setIsLooking(true)}>
        {backupText.lookAtBackups}
      </Button>
      {isLooking && (
        <Dialog
          title={backupText.title}
          width={760}
          onCancel={() => setIsLooking(false)}
          footer={
            <Button onClick={() => setIsLooking(false)}>
              {frameText.close}
            </Button>
          }
        >
          <RestoreAtStart />
        </Dialog>
      )}
    </div>
  );
}
