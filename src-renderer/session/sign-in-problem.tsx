import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { accountWayText } from "../text/session-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useSecondsLeft } from "../ui/use-seconds-left.ts";

/** Nobody answers as the API: only this machine can judge. */
export function isCompanionAway({ code }: Problem): boolean {
  return code.startsWith("sync-");
}

/** Why an account could not sign in; a locked one counts down. */
export function SignInProblem({ problem }: { problem: Problem }) {
  const { retryAfterSeconds, ...facts } = problem.facts ?? {};
  const seconds = Number(retryAfterSeconds ?? 0);
  return (
    <div>
      {/* The line below tells the time, and goes on telling it. */}
      <ProblemNotice problem={{ ...problem, facts }} />
      {seconds > 0 && (
        <TimeLeft key={JSON.stringify(problem)} seconds={seconds} />
      )}
    </div>
  );
}

function TimeLeft({ seconds }: { seconds: number }) {
  const [until] = useState(() =>
    new Date(Date.now() + seconds * 1000).toISOString(),
  );
  const left = useSecondsLeft(until);
  return (
    <p className="time-left">
      {left > 0 ? accountWayText.timeLeft(left) : accountWayText.tryNow}
    </p>
  );
}
