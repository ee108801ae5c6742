import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { settingsText } from "../text/settings-text.ts";

/** Where IT's values were looked for, for the call to the help desk. */
export function PolicyPlaces({ state }: { state: SettingsState }) {
  const { policies, unknownPolicyNames } = state;
  return (
    <section className="sheet stack">
      <h2 className="section-title">{settingsText.policyPlaces}</h2>
      <dl className="facts">
        {policies.map(({ place, state: read }) => (
          <div key={place} className="facts-pair">
            <dt>{settingsText.policyStates[read]}</dt>
            <dd>{place}</dd>
          </div>
        ))}
      </dl>
      {unknownPolicyNames.length > 0 && (
        <p className="mark-warning">
          {settingsText.unknownNames(unknownPolicyNames)}
        </p>
      )}
    </section>
  );
}
