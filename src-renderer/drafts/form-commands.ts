import { useEffect, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { problemOf } from "../ui/problem-of.ts";
import { formText } from "../text/form-text.ts";
import { sayClock } from "../text/say-time.ts";
import { forgetContentGivenUp } from "./leaving-form.ts";
import { focusPlace } from "./place-element.ts";
import { settleTyping } from "./settle-typing.ts";
import type { RunningForm } from "./start-form.ts";

/** What stands between the clerk and leaving the form. */
export type ClosingQuestion = "uploads" | "unsaved" | "working-copy";

export interface FormCommands {
  readonly question: ClosingQuestion | null;
  readonly problem: Problem | null;
  /** What the last command did, for the bar. */
  readonly said: string | null;
  readonly isSaving: boolean;
  /** 保存信息 was tried: the list of problems stays in view. */
  readonly isPanelOpen: boolean;
  readonly keep: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly close: (even?: "even-uploading") => Promise<void>;
  readonly goOnEditing: () => void;
  readonly discardChanges: () => Promise<void>;
  readonly leaveUnsaved: () => Promise<void>;
  readonly keepChanges: () => void;
}

export function useFormCommands(
  { form, autosave }: RunningForm,
  circumstances: {
    filingId: string;
    /** Digest of the content that the form was opened on, null where nothing is on disk. */
    restsOn: string | null;
    /** Autosave keeps a working copy beside a row that was saved before. */
    isSavedRow: boolean;
    hadWorkingCopy: boolean;
    isUploading: () => boolean;
    onClose: () => void;
  },
): FormCommands {
  const { filingId, isSavedRow, hadWorkingCopy, isUploading, onClose } =
    circumstances;
  const [question, setQuestion] = useState<ClosingQuestion | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  // What was said of the last click is no longer so once the clerk types on.
  useEffect(
    () =>
      form.store.subscribe((state, before) => {
        const hasChanged =
          state.fields !== before.fields || state.files !== before.files;
        if (hasChanged) setSaid(null);
      }),
    [form],
  );

  async function keep(): Promise<void> {
    setProblem(null);
    const isKept = await autosave.flush("even-unchanged");
    const { saving } = form.store.getState();
    if (!isKept || saving.kind !== "saved") {
      setSaid(isKept ? null : formText.keepFailed);
      return;
    }
    settleTyping(filingId);
    const time = sayClock(saving.savedAt);
    setSaid(isSavedRow ? formText.keptBeside(time) : formText.kept(time));
  }

  async function save(): Promise<void> {
    if (isSaving) return;
    setSaid(null);
    setProblem(null);
    if (isUploading()) {
      setSaid(formText.filesStillRunning);
      return;
    }
    const [first] = form.showAllProblems();
    setIsPanelOpen(true);
    if (first !== undefined) {
      focusPlace(first.place);
      return;
    }
    setIsSaving(true);
    try {
      // In order: no autosave may arrive after the save and leave a working copy behind.
      await autosave.flush();
      const content = form.content();
      const row = await call("filings.save", {
        filingId,
        content,
        restsOn: circumstances.restsOn,
      });
      if (form.content().fields === content.fields) await autosave.abandon();
      announce(formText.savedAndBack, row.id);
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsSaving(false);
    }
  }

  async function close(even?: "even-uploading"): Promise<void> {
    setProblem(null);
    if (even === undefined && isUploading()) {
      setQuestion("uploads");
      return;
    }
    const isKept = await autosave.flush();
    const { isChanged } = form.store.getState();
    if (!isKept) setQuestion("unsaved");
    else if (isSavedRow && (hadWorkingCopy || isChanged))
      setQuestion("working-copy");
    else {
      if (isChanged) announce(formText.closedKept);
      onClose();
    }
  }

  async function discardChanges(): Promise<void> {
    try {
      await autosave.abandon();
      await call("drafts.discard-working-copy", { filingId });
      onClose();
    } catch (error) {
      autosave.resume();
      setQuestion(null);
      setProblem(problemOf(error));
    }
  }

  return {
    question,
    problem,
    said,
    isSaving,
    isPanelOpen,
    keep,
    save,
    close,
    goOnEditing: () => setQuestion(null),
    discardChanges,
    async leaveUnsaved() {
      await autosave.abandon();
      forgetContentGivenUp(filingId);
      onClose();
    },
    keepChanges: onClose,
  };
}
