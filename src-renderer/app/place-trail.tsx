import { frameText } from "../text/frame-text.ts";
import type { Place } from "./place.ts";

/** 当前位置 */
export function PlaceTrail({ place }: { place: Place }) {
  const names = [
    frameText.home,
    frameText.exportLicence,
    frameText.usedCarFiling,
    ...lastNames(place),
  ];
  return (
    <nav aria-label={frameText.currentPlace} className="place-trail">
      <span>{frameText.currentPlace}</span>
      <ol className="plain-list">
        {names.map((name, index) => (
          <li
            key={name}
            aria-current={index === names.length - 1 ? "page" : undefined}
          >
            {name}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function lastNames(place: Place): readonly string[] {
  if (place.kind === "filing-detail") return [frameText.filingDetail];
  if (place.kind !== "filing-form") return [];
  return [
    place.mode === "amend" ? frameText.amendmentForm : frameText.filingForm,
  ];
}
