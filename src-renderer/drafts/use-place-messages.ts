import type { FilingPlace } from "../../src-shared/filings/check-filing.ts";
import type { FieldMessages } from "../ui/fields/field-frame.tsx";
import { sayFilingProblem, warningSentences } from "../text/form-text.ts";
import { useFormState } from "./form-context.ts";

/** What is to be said at this place now. Selected as text, so that other fields' problems draw nothing here. */
export function usePlaceMessages(
  place: FilingPlace,
  hint?: string,
): FieldMessages {
  const problem = useFormState(({ shown }) => {
    const found = shown[place];
    return found === undefined ? undefined : sayFilingProblem(found);
  });
  const warning = useFormState(({ check }) => {
    const found = check.warnings.find((each) => each.place === place);
    return found === undefined ? undefined : warningSentences[found.code];
  });
  return { hint, problem, warning };
}
