import type {
  Problem,
  ProblemCode,
} from "../../src-shared/problems/problem.ts";
import { accountClientProblemTexts } from "./account-client-problem-texts.ts";
import { attachmentProblemTexts } from "./attachment-problem-texts.ts";
import { companionProblemTexts } from "./companion-problem-texts.ts";
import { draftFileProblemTexts } from "./draft-file-problem-texts.ts";
import { diagnosticsProblemTexts } from "./diagnostics-problem-texts.ts";
import { filingProblemTexts } from "./filing-problem-texts.ts";
import { hostProblemTexts } from "./host-problem-texts.ts";
import { printingProblemTexts } from "./printing-problem-texts.ts";
import type { ProblemWording } from "./problem-wording.ts";
import { recoveryProblemTexts } from "./recovery-problem-texts.ts";
import { settingsProblemTexts } from "./settings-problem-texts.ts";
import { updateProblemTexts } from "./update-problem-texts.ts";
import { storageProblemTexts } from "./storage-problem-texts.ts";
import { usbKeyProblemTexts } from "./usb-key-problem-texts.ts";

export const problemTexts = {
  ...hostProblemTexts,
  ...usbKeyProblemTexts,
  ...attachmentProblemTexts,
  ...draftFileProblemTexts,
  ...filingProblemTexts,
  ...storageProblemTexts,
  ...recoveryProblemTexts,
  ...printingProblemTexts,
  ...accountClientProblemTexts,
  ...settingsProblemTexts,
  ...updateProblemTexts,
  ...diagnosticsProblemTexts,
  ...companionProblemTexts,
} satisfies Record<ProblemCode, ProblemWording>;

export interface SaidProblem {
  readonly sentence: string;
  readonly nextStep: string;
}

export function sayProblem(problem: Problem): SaidProblem {
  const wording: ProblemWording = problemTexts[problem.code];
  const facts = problem.facts ?? {};
  const say = (words: ProblemWording["sentence"]) =>
    typeof words === "string" ? words : words(facts);
  return { sentence: say(wording.sentence), nextStep: say(wording.nextStep) };
}
