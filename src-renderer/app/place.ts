import { create } from "zustand";

/** `copy` is a new form that starts from the last approved filing. */
export type FormMode = "new" | "copy" | "edit" | "amend";

/** Where in the client the clerk is; before sign-in every place but the outside ones is the sign-in page. */
export type Place =
  | { readonly kind: "hall" }
  | { readonly kind: (typeof plainKinds)[number] }
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

/** Places whose address is their own name; 注册 and 找回账号密码 are there before sign-in only. */
const plainKinds = [
  "registration",
  "recovery",
  "account",
  "guide",
  "diagnostics",
  "data-safety",
  "settings",
] as const;

/** The address keeps the place, so that reloading and the Back key come to a sensible page. */
export function toHash(place: Place): string {
  switch (place.kind) {
    case "hall":
      return "#/";
    case "registration":
    case "recovery":
    case "account":
    case "guide":
    case "diagnostics":
    case "data-safety":
    case "settings":
      return `#/${place.kind}`;
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
  const plain = plainKinds.find((kind) => kind === first);
  if (plain !== undefined) return { kind: plain };
  if (first !== "filings") return { kind: "hall" };
  if (id === undefined || !filingId.test(id)) return { kind: "filings" };
  return mode !== undefined && isFormMode(mode)
    ? { kind: "filing-form", filingId: id, mode }
    : { kind: "filing-detail", filingId: id };
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

/** Within 出口许可证 → 二手车备案. */
export function isFilingPlace({ kind }: Place): boolean {
  return kind.startsWith("filing");
}
