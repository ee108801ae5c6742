import type { ReactNode } from "react";
import type { FilingPlace } from "../../src-shared/filings/check-filing.ts";
import { focusPlace } from "./place-element.ts";

/** In a list: leads to one place of the form. */
export function PlaceLink(props: { place: FilingPlace; children: ReactNode }) {
  return (
    <li>
      <a
        href={`#${props.place}`}
        onClick={(event) => {
          event.preventDefault();
          focusPlace(props.place);
        }}
      >
        {props.children}
      </a>
    </li>
  );
}
