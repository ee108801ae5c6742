import type { Person } from "../../src-shared/session/session-procedures.ts";
import { frameText } from "../text/frame-text.ts";
import { RecoveryCodeSection } from "./recovery-code-section.tsx";
import { RescuedSection } from "./rescued-section.tsx";

/** 数据安全: everything that keeps this machine's work from being lost, in one place. */
export function DataSafetyPage({ person }: { person: Person }) {
  return (
    <div className="stack">
      <h1 className="page-title">{frameText.dataSafety}</h1>
      <RecoveryCodeSection person={person} />
      <RescuedSection />
    </div>
  );
}
