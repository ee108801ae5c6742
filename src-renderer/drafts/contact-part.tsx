import { partTitles } from "../text/field-labels.ts";
import { TextField } from "./bound-fields.tsx";

/** 3.企业联系人 */
export function ContactPart() {
  return (
    <section id="part-contact" className="sheet form-part">
      <h2 className="section-title">{partTitles.contact}</h2>
      <div className="field-area">
        <div className="field-grid">
          <TextField name="contactName" width="person" />
          <TextField name="contactPosition" width="person" />
          <TextField name="contactMobile" width="number" inputMode="tel" />
          <TextField name="contactEmail" inputMode="email" />
        </div>
      </div>
    </section>
  );
}
