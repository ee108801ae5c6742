import { useState } from "react";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { frameText } from "../text/frame-text.ts";
import { BackupsSection } from "./backups-section.tsx";
import { RecoveryCodeSection } from "./recovery-code-section.tsx";
import { RescuedSection } from "./rescued-section.tsx";

/** 数据安全: everything that keeps this machine's work from being lost, in one place. */
export function DataSafetyPage({ person }: { person: Person }) {
  const [fetched, setFetched] = useState(0);
  return (
    <div className="stack">
      <h1 className="page-title">{frameText.dataSafety}</h1>
      <RecoveryCodeSection person={person} />
      <RescuedSection key={fetched} />
      <BackupsSection onFetched={() => setFetched(fetched + 1)} />
    </div>
  );
}
