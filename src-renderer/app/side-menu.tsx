import type { Person } from "../../src-shared/session/session-procedures.ts";
import { frameText } from "../text/frame-text.ts";
import { goTo } from "./place.ts";

/** 出口许可证 → 二手车备案, and nothing else in this client. */
export function SideMenu({ person }: { person: Person }) {
  return (
    <nav aria-label={frameText.sideMenu} className="side-menu">
      <h2>{frameText.exportLicence}</h2>
      <button
        type="button"
        aria-current="page"
        onClick={() => goTo({ kind: "filings" })}
      >
        {frameText.usedCarFiling}
      </button>
      {person.via === "account" && (
        <p className="side-menu-note">{frameText.licencesClosed}</p>
      )}
    </nav>
  );
}
