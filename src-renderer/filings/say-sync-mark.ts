import { heldAfterRestore } from "../../src-shared/filings/held-after-restore.ts";
import type { SyncMark } from "../../src-shared/filings/filing-procedures.ts";
import { syncMarkText } from "../text/filing-list-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import type { Tone } from "../ui/state-dot.tsx";

export interface SaidSyncMark {
  readonly tone: Tone;
  readonly title: string;
  /** Reason and what to do, where sending failed. */
  readonly sentence: string | null;
}

export function saySyncMark(mark: SyncMark): SaidSyncMark {
  const said = (tone: Tone, title: string): SaidSyncMark => ({
    tone,
    title,
    sentence: null,
  });
  switch (mark.kind) {
    case "local-only":
      return said("quiet", syncMarkText.localOnly);
    case "pending":
      return said("warning", syncMarkText.pending);
    case "synced":
      return said("ok", syncMarkText.synced);
    case "queued":
      return said(
        "warning",
        mark.isSigned ? syncMarkText.queuedSigned : syncMarkText.queued,
      );
    case "sending":
      return said(
        "warning",
        syncMarkText.sending(mark.sentFiles, mark.totalFiles),
      );
    case "failed": {
      const { sentence, nextStep } = sayProblem(mark.problem);
      return {
        tone: "problem",
        title:
          mark.problem.code === heldAfterRestore.code
            ? syncMarkText.held
            : syncMarkText.failed,
        sentence: `${sentence}${nextStep}`,
      };
    }
  }
}
