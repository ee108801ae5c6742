import type { FilingPlace } from "../../src-shared/filings/check-filing.ts";

/** Id of the control that takes the focus for this place of the form. */
export function placeElementId(place: FilingPlace): string {
  return `place-${place}`;
}

export function focusPlace(place: FilingPlace): void {
  const control = document.getElementById(placeElementId(place));
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
