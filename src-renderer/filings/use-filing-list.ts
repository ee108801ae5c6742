import { useEffect } from "react";
import type { FilingList } from "../../src-shared/filings/filing-procedures.ts";
import { call, on } from "../app/bridge.ts";
import { useAnswer, type Answer } from "../app/use-answer.ts";

const askForList = () => call("filings.list", {});

export function useFilingList(): Answer<FilingList> {
  const answer = useAnswer(askForList);
  const { askAgain } = answer;
  useEffect(() => on("filings.changed", askAgain), [askAgain]);
  // What moved while the page was locked was told and could not be asked for.
  useEffect(
    () =>
      on("session.changed", ({ kind }) => {
        if (kind === "signed-in") askAgain();
      }),
    [askAgain],
  );
  return answer;
}
