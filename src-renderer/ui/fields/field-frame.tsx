import type { ReactNode } from "react";

export interface FieldMessages {
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly warning?: string | undefined;
}

/** Ids of the sentences that describe a control, for aria-describedby. */
export function describedBy(
  id: string,
  { hint, problem, warning }: FieldMessages,
): string | undefined {
  const ids = [
    problem === undefined ? [] : `${id}-problem`,
    warning === undefined ? [] : `${id}-warning`,
    hint === undefined ? [] : `${id}-hint`,
  ].flat();
  return ids.length === 0 ? undefined : ids.join(" ");
}

export function FieldMessageLines(props: { id: string } & FieldMessages) {
  const { id, hint, problem, warning } = props;
  return (
    <>
      {problem !== undefined && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
      {warning !== undefined && (
        <p id={`${id}-warning`} className="field-warning">
          {warning}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </>
  );
}

/** Outside the label element, so that the accessible name is the official label and nothing else. */
export function RequiredMark() {
  return (
    <span className="required-mark" aria-hidden="true">
      *
    </span>
  );
}

/** One row of the form: label, control, what is to be said about it. */
export function FieldFrame(props: {
  id: string;
  label: string;
  isRequired: boolean;
  /** Over both columns. */
  isWide?: boolean;
  messages: FieldMessages;
  children: ReactNode;
}) {
  return (
    <div className={props.isWide === true ? "field field-wide" : "field"}>
      <div className="field-label">
        {props.isRequired && <RequiredMark />}
        <label htmlFor={props.id}>{props.label}</label>
      </div>
      <div className="field-control">
        {props.children}
        <FieldMessageLines id={props.id} {...props.messages} />
      </div>
    </div>
  );
}

/** One row with several controls, each with a name of its own. */
export function FieldGroupFrame(props: {
  id: string;
  label: string;
  children: ReactNode;
}) {
  return (
    <div
      className="field field-wide"
      role="group"
      aria-labelledby={`${props.id}-label`}
    >
      <div className="field-label">
        <RequiredMark />
        <span id={`${props.id}-label`}>{props.label}</span>
      </div>
      <div className="field-control">{props.children}</div>
    </div>
  );
}
