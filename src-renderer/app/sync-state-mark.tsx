import { Button, Popover } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import { frameText, syncText } from "../text/frame-text.ts";
import { sayClock } from "../text/say-time.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { call } from "./bridge.ts";
import { useSyncState } from "./host-state.ts";
import { judgeSyncState } from "./judge-sync-state.ts";

export function SyncStateMark(props: { onSignInAgain: () => void }) {
  const state = useSyncState();
  const [isOpen, setIsOpen] = useState(false);
  if (state === null) return null;
  const { tone, sentence } = judgeSyncState(state);
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setIsOpen}
      title={syncText.details}
      content={
        <SyncDetails
          state={state}
          onSignInAgain={() => {
            setIsOpen(false);
            props.onSignInAgain();
          }}
        />
      }
    >
      <button
        type="button"
        className="top-bar-state"
        aria-expanded={isOpen}
        aria-label={`${frameText.syncState}${sentence}`}
      >
        <StateDot tone={tone} />
        <span role="status">{sentence}</span>
      </button>
    </Popover>
  );
}

function SyncDetails(props: { state: SyncState; onSignInAgain: () => void }) {
  const { connection, nextTryAt, needsSignIn } = props.state;
  const waitingCount = props.state.counts.waiting;
  const [problem, setProblem] = useState<Problem | null>(null);
  const retryNow = async () => {
    setProblem(null);
    try {
      useSyncState.setState(await call("sync.retry-now", {}), true);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <div className="stack sync-details">
      {connection.kind === "offline" && (
        <>
          <ProblemNotice problem={connection.problem} tone="warning" />
          <p>{syncText.stillWorks}</p>
        </>
      )}
      <p>
        {waitingCount === 0
          ? syncText.allSent
          : syncText.waitingDetail(waitingCount)}
      </p>
      {nextTryAt !== null && <p>{syncText.nextTry(sayClock(nextTryAt))}</p>}
      {nextTryAt === null && waitingCount > 0 && !needsSignIn && (
        <p>{syncText.tryingNow}</p>
      )}
      {needsSignIn && <p>{syncText.signInLine}</p>}
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="line line-end">
        {needsSignIn && (
          <Button onClick={props.onSignInAgain}>{syncText.signInVerb}</Button>
        )}
        <Button type="primary" onClick={() => void retryNow()}>
          {syncText.retryNow}
        </Button>
      </div>
    </div>
  );
}
