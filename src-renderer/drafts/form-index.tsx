import { partTitles } from "../text/field-labels.ts";
import { formText } from "../text/form-text.ts";
import { useFormState } from "./form-context.ts";
import { countOpen, formParts, type FormPart } from "./form-parts.ts";

/** The fixed index at the left: where am I needed. */
export function FormIndex(props: { hasAssessment: boolean }) {
  return (
    <nav className="form-index sheet" aria-label={formText.indexName}>
      <ul>
        {formParts.map((part) => (
          <IndexLine key={part} part={part} />
        ))}
        {props.hasAssessment && (
          <li>
            <JumpLink target="part-assessment" text={partTitles.assessment} />
          </li>
        )}
      </ul>
    </nav>
  );
}

function IndexLine(props: { part: FormPart }) {
  const open = useFormState(({ check }) =>
    countOpen(check.problems, props.part),
  );
  return (
    <li>
      <JumpLink target={`part-${props.part}`} text={partTitles[props.part]} />
      <span className={open === 0 ? "index-done" : "index-open"}>
        {open === 0 ? formText.indexDone : formText.indexOpen(open)}
      </span>
    </li>
  );
}

function JumpLink(props: { target: string; text: string }) {
  return (
    <a
      href={`#${props.target}`}
      onClick={(event) => {
        // The address keeps the place of the client; it must not change.
        event.preventDefault();
        const part = document.getElementById(props.target);
        part?.scrollIntoView({ block: "start" });
        part
          ?.querySelector<HTMLElement>("input:not([readonly]), button")
          ?.focus({ preventScroll: true });
      }}
    >
      {props.text}
    </a>
  );
}
