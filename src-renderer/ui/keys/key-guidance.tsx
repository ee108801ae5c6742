import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import { keyText } from "../../text/usb-key-text.ts";
import { ProblemNotice } from "../problem-notice.tsx";

/** What to do while there is no certificate to choose. Null = there is one; `reading`: a driver has not answered yet. */
export function guidanceFor(overview: KeyOverview): Problem | "reading" | null {
  const { certificates, tokens, drivers } = overview;
  if (certificates.length > 0) return null;
  const token = tokens[0];
  const isAwaited = drivers.some((driver) => driver.isAwaited);
  if (isAwaited && tokens.every(({ problem }) => problem !== null))
    return "reading";
  if (token !== undefined) {
    const isUnreadable = overview.unreadable.length > 0;
    return {
      code:
        token.problem ??
        (isUnreadable ? "certificate-malformed" : "certificate-absent"),
    };
  }
  const working = drivers.some(({ problem }) => problem === null);
  if (working) return { code: "key-absent" };
  return { code: drivers[0]?.problem ?? "key-no-driver" };
}

export function KeyGuidance(props: {
  overview: KeyOverview | null;
  problem: Problem | null;
}) {
  const { overview, problem } = props;
  if (problem !== null) return <ProblemNotice problem={problem} />;
  const guidance = overview === null ? "reading" : guidanceFor(overview);
  if (guidance === "reading") return <p role="status">{keyText.reading}</p>;
  return guidance === null ? null : (
    <ProblemNotice problem={guidance} tone="warning" />
  );
}
