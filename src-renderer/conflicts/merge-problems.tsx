import { Alert } from "antd";
import type { FilingProblem } from "../../src-shared/filings/check-filing.ts";
import { conflictText } from "../text/conflict-text.ts";
import { formText, placeName, sayFilingProblem } from "../text/form-text.ts";

/** Two contents that are right by themselves can be wrong together, and a working copy may be half filled in. */
export function MergeProblems(props: { problems: readonly FilingProblem[] }) {
  if (props.problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={conflictText.problemsTitle}
      description={
        <ul>
          {props.problems.map((problem) => (
            <li key={problem.place}>
              {formText.problemLink(
                placeName(problem.place),
                sayFilingProblem(problem),
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}
