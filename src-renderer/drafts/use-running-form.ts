import { useCallback, useEffect, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { call, on } from "../app/bridge.ts";
import { problemOf } from "../ui/problem-of.ts";
import { rememberOpenForm } from "../app/open-form-memory.ts";
import { leaveForm } from "./leaving-form.ts";
import type { OpenedFiling } from "./open-filing.ts";
import { settleTyping } from "./settle-typing.ts";
import { startForm, type RunningForm } from "./start-form.ts";

/** One form for the life of its page; whatever ends the page, a last save goes out first. */
export function useRunningForm(
  filingId: string,
  opened: OpenedFiling,
): RunningForm & {
  dictionaryProblem: Problem | null;
  readDictionaries: () => void;
} {
  const [running] = useState(() => startForm(filingId, opened));
  const [dictionaryProblem, setProblem] = useState<Problem | null>(null);
  const { form, autosave } = running;

  useEffect(() => {
    autosave.resume();
    if (opened.isUnsaved) autosave.changed();
    const forget = rememberOpenForm(filingId);
    const stop = flushWhenLeft(() => void autosave.flush());
    return () => {
      stop();
      forget();
      const lastSave = autosave.close();
      leaveForm(filingId, lastSave, () => form.content());
      void lastSave.then((isKept) => {
        if (isKept) settleTyping(filingId);
      });
    };
  }, [filingId, form, autosave, opened.isUnsaved]);

  const readDictionaries = useCallback(() => {
    call("filings.dictionaries", {}).then(
      (dictionaries) => {
        form.learn(dictionaries);
        setProblem(null);
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  }, [form]);
  useEffect(readDictionaries, [readDictionaries]);

  return { form, autosave, dictionaryProblem, readDictionaries };
}

/** The page may be frozen or gone right after these. */
function flushWhenLeft(flush: () => void): () => void {
  const stopListening = [
    on("session.changed", ({ kind }) => {
      if (kind === "locked") flush();
    }),
    on("drafts.keep-now", flush),
  ];
  const onHidden = () => {
    if (document.visibilityState === "hidden") flush();
  };
  document.addEventListener("visibilitychange", onHidden);
  window.addEventListener("pagehide", flush);
  window.addEventListener("blur", flush);
  return () => {
    for (const stop of stopListening) stop();
    document.removeEventListener("visibilitychange", onHidden);
    window.removeEventListener("pagehide", flush);
    window.removeEventListener("blur", flush);
  };
}
