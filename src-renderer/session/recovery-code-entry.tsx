import { StartAnew } from "../app/start-anew.tsx";
import { backupText } from "../text/backup-text.ts";
import { recoveryText } from "../text/recovery-text.ts";
import { RecoveryCodeField } from "../ui/recovery-code-field.tsx";

/** Beside PIN or password, once this machine has said that it cannot open the data by itself. */
export function RecoveryCodeEntry(props: {
  value: string;
  onChange: (typed: string) => void;
}) {
  return (
    <section className="stack recovery-entry">
      <h2 className="section-title">{recoveryText.entryTitle}</h2>
      <p>{recoveryText.entryNote}</p>
      <RecoveryCodeField {...props} />
      <div>
        <StartAnew words={backupText.noCode} />
      </div>
    </section>
  );
}
