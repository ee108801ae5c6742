import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type {
  FilingCounts,
  SyncState,
} from "../../src-shared/sync/sync-procedures.ts";
import { syncText } from "../text/frame-text.ts";
import { sayClock } from "../text/say-time.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { AttentionList } from "./attention-list.tsx";
import { call } from "./bridge.ts";
import { useSyncState } from "./host-state.ts";
import { TransferLine } from "./transfer-line.tsx";

type Order = "sync.retry-now" | "sync.pause" | "sync.resume";

/** 发送情况: what is where, what goes now, what needs the clerk, what can be clicked. */
export function SyncPanel(props: {
  state: SyncState;
  onClose: () => void;
  onSignInAgain: () => void;
}) {
  const { connection, transfer, needsSignIn, isPaused, counts } = props.state;
  const [problem, setProblem] = useState<Problem | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const order = async (name: Order) => {
    setProblem(null);
    try {
      useSyncState.setState(await call(name, {}), true);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={syncText.details}
      tabIndex={-1}
      className="stack sync-panel"
      onKeyDown={({ key }) => {
        if (key === "Escape") props.onClose();
      }}
    >
      <Counts counts={counts} />
      {connection.kind === "offline" && !isPaused && (
        <>
          <ProblemNotice problem={connection.problem} tone="warning" />
          <p>{syncText.stillWorks}</p>
        </>
      )}
      {needsSignIn && <p>{syncText.signInLine}</p>}
      {isPaused && <p>{syncText.pausedLine}</p>}
      {transfer !== null && <TransferLine transfer={transfer} />}
      <NextTry state={props.state} />
      {counts.attention > 0 && <AttentionList onGo={props.onClose} />}
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="line line-end">
        {needsSignIn && (
          <Button onClick={props.onSignInAgain}>{syncText.signInVerb}</Button>
        )}
        {isPaused ? (
          <Button type="primary" onClick={() => void order("sync.resume")}>
            {syncText.resume}
          </Button>
        ) : (
          counts.waiting > 0 && (
            <Button onClick={() => void order("sync.pause")}>
              {syncText.pause}
            </Button>
          )
        )}
        {!isPaused && (
          <Button type="primary" onClick={() => void order("sync.retry-now")}>
            {syncText.retryNow}
          </Button>
        )}
      </div>
    </div>
  );
}

function Counts({ counts }: { counts: FilingCounts }) {
  const { draft, waiting, sent, toSubmit, attention } = counts;
  const lines = [
    [syncText.draftCount, draft, syncText.draftSentence(draft)],
    [
      syncText.waitingCount,
      waiting,
      syncText.waitingSentence(waiting, attention),
    ],
    [syncText.sentCount, sent, syncText.sentSentence(sent, toSubmit)],
  ] as const;
  return (
    <dl className="sync-counts">
      {lines.map(([name, count, sentence]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{count}</strong>
            {sentence}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function NextTry({ state }: { state: SyncState }) {
  const { nextTryAt, transfer, needsSignIn, isPaused, connection } = state;
  if (nextTryAt !== null) return <p>{syncText.nextTry(sayClock(nextTryAt))}</p>;
  if (transfer !== null || needsSignIn || isPaused) return null;
  return (
    <p>
      {connection.kind === "online" ? syncText.nothingNow : syncText.tryingNow}
    </p>
  );
}
