import { create } from "zustand";

/** `copy` is a new form that starts from the last approved filing. */
export type FormMode = "new" | "copy" | "edit" | "amend";

/** Where in the client the clerk is, once signed in. */
export type Place =
  | { readonly kind: "hall" }
  | { readonly kind: "guide" }
  | { readonly kind: "diagnostics" }
  | { readonly kind: "data-safety" }
  | { readonly kind: "settings" }
  | { readonly kind: "filings" }
  | {
      readonly kind: "filing-form";
      readonly filingId: string;
      readonly mode: FormMode;
    }
  | { readonly kind: "filing-detail"; readonly filingId: string };

const filingId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const formModes: readonly string[] = [
  "new",
  "copy",
  "edit",
  "amend",
] satisfies FormMode[];

/** The address keeps the place, so that reloading and the Back key come to a sensible page. */
export function toHash(place: Place): string {
  switch (place.kind) {
    case "hall":
      return "#/";
    case "guide":
      return "#/guide";
    case "diagnostics":
      return "#/diagnostics";
    case "data-safety":
      return "#/data-safety";
    case "settings":
      return "#/settings";
    case "filings":
      return "#/filings";
    case "filing-form":
      return `#/filings/${place.filingId}/${place.mode}`;
    case "filing-detail":
      return `#/filings/${place.filingId}`;
  }
}

export function fromHash(hash: string): Place {
  const [first, id, mode] = hash.replace(/^#\/?/, "").split("/");
  if (isPlain(first)) return { kind: first };
  if (first !== "filings") return { kind: "hall" };
  if (id === undefined || !filingId.test(id)) return { kind: "filings" };
  return mode !== undefined && isFormMode(mode)
    ? { kind: "filing-form", filingId: id, mode }
    : { kind: "filing-detail", filingId: id };
}

type PlainKind = Exclude<
  Place["kind"],
  "hall" | "filings" | "filing-form" | "filing-detail"
>;
const plainKinds: readonly string[] = [
  "guide",
  "diagnostics",
  "data-safety",
  "settings",
] satisfies PlainKind[];

function isPlain(text: string | undefined): text is PlainKind {
  return text !== undefined && plainKinds.includes(text);
}

function isFormMode(text: string): text is FormMode {
  return formModes.includes(text);
}

export const usePlace = create<Place>(() => ({ kind: "hall" }));

/** Call once at start; afterwards the address and the place follow each other. */
export function followAddress(): void {
  const take = () => usePlace.setState(fromHash(location.hash), true);
  take();
  window.addEventListener("hashchange", take);
}

export function goTo(place: Place): void {
  const hash = toHash(place);
  if (location.hash !== hash) location.hash = hash;
  usePlace.setState(place, true);
}

/** Like goTo, but Back does not return to the place that is left. */
export function replaceWith(place: Place): void {
  history.replaceState(null, "", toHash(place));
  usePlace.setState(place, true);
}
