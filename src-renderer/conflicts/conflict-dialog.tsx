import { Alert, Button } from "antd";
import { useCallback, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { conflictText } from "../text/conflict-text.ts";
import { frameText } from "../text/frame-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { ChangedHere } from "./changed-here.tsx";
import { DeletedHere } from "./deleted-here.tsx";
import "./conflicts.css";
import type { Decide } from "./conflict-shapes.ts";

/** 处理冲突: nothing changes before the clerk decides. */
export function ConflictDialog(props: {
  filingId: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { filingId } = props;
  const ask = useCallback(
    () => call("filings.conflict", { filingId }),
    [filingId],
  );
  const { content: conflict, problem, askAgain } = useAnswer(ask);
  const [refusal, setRefusal] = useState<Problem | null>(null);

  const decide: Decide = (decision, said) => {
    setRefusal(null);
    call("filings.resolve-conflict", decision).then(
      () => {
        announce(said, filingId);
        props.onDone();
      },
      (error: unknown) => {
        const refused = problemOf(error);
        setRefusal(refused);
        if (refused.code === "filing-version-conflict") askAgain();
      },
    );
  };
  const shown = { filingId, onDecide: decide, onCancel: props.onCancel };

  if (conflict === null)
    return (
      <Dialog
        title={conflictText.title}
        onCancel={props.onCancel}
        footer={<Button onClick={props.onCancel}>{frameText.close}</Button>}
      >
        {problem === null ? (
          <LoadingBlock />
        ) : (
          <ProblemNotice problem={problem} />
        )}
      </Dialog>
    );
  const notice = <Refusal refusal={refusal ?? problem} />;
  // Another version of theirs is another question: what was chosen for the older one is asked again.
  return conflict.kind === "changed-here" ? (
    <ChangedHere
      key={conflict.theirs.version}
      conflict={conflict}
      notice={notice}
      {...shown}
    />
  ) : (
    <DeletedHere conflict={conflict} notice={notice} {...shown} />
  );
}

function Refusal({ refusal }: { refusal: Problem | null }) {
  if (refusal === null) return null;
  return refusal.code === "filing-version-conflict" ? (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={conflictText.movedAgain}
    />
  ) : (
    <ProblemNotice problem={refusal} />
  );
}
