import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { RequiredFile } from "../../../src-shared/filings/file-lists.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import { attachmentText } from "../../text/attachment-text.ts";
import { frameText } from "../../text/frame-text.ts";
import { Dialog, firstFocus } from "../../ui/dialog.tsx";
import { problemOf } from "../../ui/problem-of.ts";
import { PictureComparison } from "./picture-comparison.tsx";
import type { ShrinkOutcome } from "./shrink-messages.ts";
import { shrinkPicture } from "./shrink-picture.ts";
import { ShrinkProgress } from "./shrink-progress.tsx";
import { shrunkName } from "./shrunk-name.ts";

type Stage =
  | { readonly kind: "working"; readonly attempts: number }
  | Exclude<ShrinkOutcome, { kind: "refused" }>;

/** Nothing at the row changes before 使用压缩后的图片; what is no picture at all goes back to the row as its problem. */
export function ShrinkDialog(props: {
  picture: File;
  requirement: RequiredFile;
  focusId: string;
  onUse: (shrunk: File) => void;
  onRefuse: (problem: Problem) => void;
  onCancel: () => void;
}) {
  const { picture, onUse, onCancel } = props;
  const stage = useShrinking(props);
  useFocusAfter(props.focusId);

  const attach = () => {
    if (stage.kind !== "shrunk") return;
    onUse(
      new File([stage.jpeg], shrunkName(picture.name), { type: "image/jpeg" }),
    );
  };

  return (
    <Dialog
      title={attachmentText.shrinkTitle(picture.name)}
      width="min(1080px, 92vw)"
      centered
      onCancel={onCancel}
      onConfirm={attach}
      footer={
        <>
          <Button {...firstFocus} onClick={onCancel}>
            {frameText.cancel}
          </Button>
          <Button
            type="primary"
            disabled={stage.kind !== "shrunk"}
            onClick={attach}
          >
            {attachmentText.useShrunk}
          </Button>
        </>
      }
    >
      {stage.kind === "working" && (
        <ShrinkProgress picture={picture} attempts={stage.attempts} />
      )}
      {stage.kind === "shrunk" && (
        <PictureComparison picture={picture} shrunk={stage} />
      )}
      {stage.kind === "too-detailed" && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={attachmentText.tooDetailed(stage.longEdge)}
          description={attachmentText.tooDetailedNext}
        />
      )}
    </Dialog>
  );
}

function useShrinking(props: {
  picture: File;
  requirement: RequiredFile;
  onRefuse: (problem: Problem) => void;
}): Stage {
  const { picture, requirement } = props;
  const [stage, setStage] = useState<Stage>({ kind: "working", attempts: 0 });
  const refuse = useRef(props.onRefuse);
  useEffect(() => {
    refuse.current = props.onRefuse;
  });
  useEffect(() => {
    const abort = new AbortController();
    shrinkPicture(
      picture,
      requirement,
      (attempts) => setStage({ kind: "working", attempts }),
      abort.signal,
    ).then(
      (outcome) => {
        if (abort.signal.aborted) return;
        if (outcome.kind === "refused") refuse.current(outcome.problem);
        else setStage(outcome);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) refuse.current(problemOf(error));
      },
    );
    return () => abort.abort();
  }, [picture, requirement]);
  return stage;
}

/**
 * The button that opened the dialog goes with the offer, and could not take the focus back. After a cancel it is
 * there, and the dialog, which leaves after this, gives it the focus.
 */
function useFocusAfter(focusId: string): void {
  // After the dialog itself has tried: its way back leads nowhere where the offer went with the picture.
  useEffect(
    () => () => {
      queueMicrotask(() => {
        if (document.activeElement === document.body)
          document.getElementById(focusId)?.focus();
      });
    },
    [focusId],
  );
}
