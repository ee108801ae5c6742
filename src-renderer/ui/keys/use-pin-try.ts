import { useState } from "react";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { pinText } from "../../text/usb-key-text.ts";
import { problemOf } from "../problem-of.ts";

export interface PinTry {
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly isFinalTry: boolean;
  readonly isFinalTryConfirmed: boolean;
  readonly typedWords: string;
  readonly setTypedWords: (words: string) => void;
  /** Not locked, not under way, and confirmed where it must be. */
  readonly mayTry: boolean;
  /** Runs the action once; it rejects with a ProblemError. Resolves to whether it went well. */
  readonly attempt: (
    action: (isFinalTryConfirmed: boolean) => Promise<void>,
  ) => Promise<boolean>;
}

/**
 * One click is one try; nothing is sent again by itself.
 * @param lastProblem of a try whose form went with its key
 */
export function usePinTry(
  { pin }: KeyCertificate,
  lastProblem: Problem | null = null,
): PinTry {
  const [typedWords, setTypedWords] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [ownProblem, setProblem] = useState<Problem | null>(null);
  const problem = ownProblem ?? lastProblem;
  const isFinalTry = pin.isFinalTry || problem?.code === "key-pin-final-try";
  const isFinalTryConfirmed =
    isFinalTry && typedWords.trim() === pinText.finalTryWords;
  const mayTry =
    !isBusy && !pin.isLocked && (!isFinalTry || isFinalTryConfirmed);
  return {
    isBusy,
    problem,
    isFinalTry,
    isFinalTryConfirmed,
    typedWords,
    setTypedWords,
    mayTry,
    attempt: async (action) => {
      setTypedWords("");
      setProblem(null);
      setIsBusy(true);
      try {
        await action(isFinalTryConfirmed);
        return true;
      } catch (error) {
        setProblem(problemOf(error));
        return false;
      } finally {
        setIsBusy(false);
      }
    },
  };
}
