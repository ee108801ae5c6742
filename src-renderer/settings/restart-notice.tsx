import { Alert, Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { call } from "../app/bridge.ts";
import { settingsText } from "../text/settings-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { problemOf } from "../ui/problem-of.ts";

export function RestartNotice({ state }: { state: SettingsState }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const isNeeded = Object.values(state.origins).some(
    ({ awaitsRestart }) => awaitsRestart,
  );
  if (!isNeeded) return null;
  const restart = () => {
    call("settings.restart", {}).catch((error: unknown) => {
      const found = problemOf(error);
      // The pipe ends with the client, sometimes before the answer has come.
      if (found.code !== "bridge-closed") setProblem(found);
    });
  };
  return (
    <>
      <Alert
        type="info"
        showIcon
        role="status"
        title={settingsText.restartNeeded}
        action={<Button onClick={restart}>{settingsText.restart}</Button>}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
