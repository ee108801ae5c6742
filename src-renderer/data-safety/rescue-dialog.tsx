import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { RescuedContent } from "../../src-shared/rescued/rescued-procedures.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { rescuedPlacings, rescuedText } from "../text/rescued-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { ContentDifferences } from "../ui/content-differences.tsx";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";

const primary = { type: "primary", ...firstFocus } as const;

const ask = () => call("rescued.list", {});

/** After a crash, right after signing in: one filing after the other, until each is decided or put off. */
export function RescueDialogs() {
  const { content, askAgain } = useAnswer(ask);
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const next = content?.contents.find(
    ({ id, leftAt }) => leftAt === null && !putOff.includes(id),
  );
  if (next === undefined) return null;
  return (
    <RescueDialog
      key={next.id}
      rescued={next}
      onDecided={askAgain}
      onPutOff={() => setPutOff([...putOff, next.id])}
    />
  );
}

function RescueDialog(props: {
  rescued: RescuedContent;
  onDecided: () => void;
  onPutOff: () => void;
}) {
  const { id, filingId, standing, content, typedAt } = props.rescued;
  const { isOlder, placing, kind } = props.rescued;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const decide = async (how: "take" | "leave") => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    try {
      await call(`rescued.${how}`, { id });
      if (how === "take") announce(rescuedText.taken, filingId);
      else announce(rescuedText.left);
      props.onDecided();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const isTypedOn = placing !== "stands-there";
  // The primary button never takes away what is newer.
  const [leaveProps, takeProps] = isOlder ? [primary, {}] : [{}, primary];
  return (
    <Dialog
      title={rescuedText.title}
      width={760}
      onCancel={props.onPutOff}
      footer={
        <>
          <Button onClick={props.onPutOff}>{rescuedText.later}</Button>
          <Button {...leaveProps} onClick={() => void decide("leave")}>
            {rescuedText.leave}
          </Button>
          <Button
            {...takeProps}
            loading={isBusy}
            onClick={() => void decide("take")}
          >
            {rescuedText.take}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {rescuedText.which[kind ?? "none"]} ·{" "}
          {sentenceOf(props.rescued)(sayMinute(typedAt))}
        </p>
        {standing === null && !isTypedOn && <p>{rescuedText.newForm}</p>}
        <div className="dialog-scroll">
          <ContentDifferences
            before={standing}
            after={content}
            beforeTitle={isTypedOn ? rescuedText.now : rescuedText.before}
            afterTitle={rescuedText.found}
          />
        </div>
        {isTypedOn && <p>{rescuedPlacings[placing]}</p>}
        <p className="quiet">{rescuedText.leaveNote}</p>
        {problem !== null && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  );
}

function sentenceOf({ reason, placing }: RescuedContent) {
  const { damage, crash, crashTypedOn } = rescuedText.sentence;
  if (reason === "damage") return damage;
  return placing === "stands-there" ? crash : crashTypedOn;
}
