import { Button } from "antd";
import { useState } from "react";
import { backupText } from "../text/backup-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { call } from "./bridge.ts";

/** The last way where nothing opens the profile: an empty one beside it, which takes nothing from the old one. */
export function StartAnew({ words }: { words: string }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{words}</Button>
      {isAsking && (
        <AskDialog
          title={backupText.anewTitle}
          verb={backupText.anewVerb}
          width={560}
          onCancel={() => setIsAsking(false)}
          onConfirm={async () => {
            await call("storage.start-anew", {});
            location.reload();
          }}
        >
          <p>{backupText.anewNote}</p>
          <p>{backupText.anewForAll}</p>
        </AskDialog>
      )}
    </>
  );
}
