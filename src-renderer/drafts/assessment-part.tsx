import { assessmentLabels, partTitles } from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";

/** 4.评估结果 of an amendment: the approval it stands on, not to be changed. */
export function AssessmentPart(props: { authority: string }) {
  return (
    <section id="part-assessment" className="sheet form-part">
      <h2 className="section-title">{partTitles.assessment}</h2>
      <div className="field-area">
        <div className="field-grid">
          <ReadOnlyField
            id="assessment-authority"
            label={assessmentLabels.authority}
            text={props.authority}
          />
          <ReadOnlyField
            id="assessment-result"
            label={assessmentLabels.result}
            text={formText.assessmentResult}
          />
        </div>
      </div>
    </section>
  );
}

function ReadOnlyField(props: { id: string; label: string; text: string }) {
  return (
    <div className="field">
      <div className="field-label">
        <label htmlFor={props.id}>{props.label}</label>
      </div>
      <div className="field-control">
        <input
          id={props.id}
          className="read-only-value"
          value={props.text}
          readOnly
        />
      </div>
    </div>
  );
}
