import { Button } from "antd";
import { useState } from "react";
import { flushSync } from "react-dom";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { frameText, signOutText } from "../text/frame-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { call } from "./bridge.ts";
import { setSession, useSyncState } from "./host-state.ts";
import { replaceWith } from "./place.ts";

export function SignOutDialog(props: { onCancel: () => void }) {
  const waitingCount = useSyncState((state) => state?.counts.waiting ?? 0);
  return (
    <AskDialog
      title={signOutText.title}
      verb={signOutText.verb}
      onCancel={props.onCancel}
      onConfirm={signOut}
    >
      <p>{signOutText.question}</p>
      {waitingCount > 0 && <p>{signOutText.waiting(waitingCount)}</p>}
    </AskDialog>
  );
}

/** On the lock screen, which covers every dialog of the page and has already said that the draft is saved. */
export function SignOutButton() {
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button
        onClick={() => {
          signOut().catch((error: unknown) => setProblem(problemOf(error)));
        }}
      >
        {frameText.signOut}
      </Button>
    </>
  );
}

async function signOut(): Promise<void> {
  // Leaving the form first makes it send its last keystrokes while the session still takes them.
  flushSync(() => replaceWith({ kind: "hall" }));
  setSession(await call("session.sign-out", {}));
}
