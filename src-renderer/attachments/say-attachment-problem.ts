import type { Problem } from "../../src-shared/problems/problem.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { saySize } from "../text/say-time.ts";

/** One sentence at the row; with the file's own size where size is the matter. */
export function sayAttachmentProblem(problem: Problem, size: number): string {
  switch (problem.code) {
    case "attachment-picture-too-large":
      return attachmentText.pictureTooLarge(saySize(size));
    case "attachment-too-large":
      return attachmentText.tooLarge(saySize(size));
    default: {
      const { sentence, nextStep } = sayProblem(problem);
      return `${sentence}${nextStep}`;
    }
  }
}
