import { Alert } from "antd";
import type { PlaceToCheck } from "../../src-shared/filings/older-forms.ts";
import { formText, placeName } from "../text/form-text.ts";
import { PlaceLink } from "./place-link.tsx";

/** On top of a form that was begun in an older one: every place that asks something else now, each a link. */
export function OlderFormNotice(props: { toCheck: readonly PlaceToCheck[] }) {
  if (props.toCheck.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={formText.olderFormTitle}
      description={
        <>
          <ul>
            {props.toCheck.map(({ place, formerly }) => (
              <PlaceLink key={place} place={place}>
                {formerly === null
                  ? placeName(place)
                  : formText.olderFormFormerly(placeName(place), formerly)}
              </PlaceLink>
            ))}
          </ul>
          {formText.olderFormEnd}
        </>
      }
    />
  );
}
