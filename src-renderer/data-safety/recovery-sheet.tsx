import type { Person } from "../../src-shared/session/session-procedures.ts";
import { recoveryText } from "../text/recovery-text.ts";
import { sayDay } from "../text/say-time.ts";
import "./recovery-sheet.css";

/** What goes to paper; on the screen the same. */
export function RecoverySheet(props: { code: string; person: Person }) {
  const { enterpriseName, holderName, uscc } = props.person;
  return (
    <section className="recovery-sheet stack">
      <h3>{recoveryText.paperTitle}</h3>
      <p>{recoveryText.paperWho(enterpriseName ?? holderName, uscc)}</p>
      <ol className="recovery-groups" aria-label={recoveryText.title}>
        {props.code.split("-").map((group, index) => (
          <li key={index} aria-label={recoveryText.groupName(index + 1)}>
            <span className="recovery-group-place" aria-hidden="true">
              {index + 1}
            </span>
            <code>{group}</code>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {recoveryText.paperMade(sayDay(new Date().toISOString()))}
      </p>
      <p className="quiet">{recoveryText.paperUse}</p>
    </section>
  );
}

/** The sheet alone: the mark hides everything else from the printer, and goes when printing has ended. */
export function printRecoverySheet(): void {
  const { classList } = document.documentElement;
  classList.add("prints-recovery-sheet");
  window.addEventListener(
    "afterprint",
    () => classList.remove("prints-recovery-sheet"),
    { once: true },
  );
  window.print();
}
