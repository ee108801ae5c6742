import type { Person } from "../../src-shared/session/session-procedures.ts";
import { useKeyReading } from "../app/host-state.ts";
import { frameText } from "../text/frame-text.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { judgeKeyState } from "./judge-key-state.ts";

export function KeyStateMark({ person }: { person: Person }) {
  const overview = useKeyReading((reading) => reading.overview);
  const { tone, sentence } = judgeKeyState(overview, person, new Date());
  return (
    <span role="status" className="line">
      <span className="visually-hidden">{frameText.keyState}</span>
      <StateDot tone={tone} />
      {sentence}
    </span>
  );
}
