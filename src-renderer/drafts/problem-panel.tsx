import {
  formText,
  placeName,
  sayFilingProblem,
  warningSentences,
} from "../text/form-text.ts";
import { useFormState } from "./form-context.ts";
import { PlaceLink } from "./place-link.tsx";

/** After 保存信息: everything that stands in the way, each a link; it shrinks as the clerk mends. */
export function ProblemPanel() {
  const check = useFormState((state) => state.check);
  const { problems } = check;
  if (problems.length === 0 && check.warnings.length === 0) return null;
  return (
    <section className="sheet problem-panel" id="problem-panel">
      {problems.length > 0 && (
        <>
          <h2 className="panel-title">
            {formText.problemsTitle(problems.length)}
          </h2>
          <ul>
            {problems.map((problem) => (
              <PlaceLink key={problem.place} place={problem.place}>
                {formText.problemLink(
                  placeName(problem.place),
                  sayFilingProblem(problem),
                )}
              </PlaceLink>
            ))}
          </ul>
        </>
      )}
      {check.warnings.length > 0 && (
        <>
          <h2 className="panel-title panel-warning">
            {formText.warningsTitle}
          </h2>
          <ul>
            {check.warnings.map((warning) => (
              <PlaceLink key={warning.place} place={warning.place}>
                {formText.problemLink(
                  placeName(warning.place),
                  warningSentences[warning.code],
                )}
              </PlaceLink>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
