import { createContext, use } from "react";
import { useStore } from "zustand";
import type { RegistrationPlace } from "../../src-shared/accounts/registration-rules.ts";
import type { TypedRegistration } from "../../src-shared/accounts/typed-registration.ts";
import {
  registrationHints,
  residentIdHint,
} from "../text/registration-text.ts";
import type { FieldMessages } from "../ui/fields/field-frame.tsx";
import type { RegistrationForm } from "./registration-form.ts";
import { shownAt, warningAt } from "./registration-sayings.ts";
import type { RegistrationState } from "./registration-state.ts";

export const RegistrationContext = createContext<RegistrationForm | null>(null);

export function useRegistration(): RegistrationForm {
  const form = use(RegistrationContext);
  if (form === null) throw new Error("outside the page 注册");
  return form;
}

export function useRegistrationState<Part>(
  select: (state: RegistrationState) => Part,
): Part {
  return useStore(useRegistration().store, select);
}

/** What is to be said at this field now. Selected as text, so that other fields draw nothing here. */
export function useRegistrationMessages(
  place: RegistrationPlace,
): FieldMessages {
  const problem = useRegistrationState((state) => shownAt(state, place));
  const warning = useRegistrationState(({ check }) => warningAt(check, place));
  const hint = useRegistrationState(({ typed }) => hintAt(typed, place));
  return { hint, problem, warning };
}

function hintAt(
  typed: TypedRegistration,
  place: RegistrationPlace,
): string | undefined {
  const documentType =
    place === "legalPersonDocumentNumber"
      ? typed.legalPersonDocumentType
      : place === "contactDocumentNumber"
        ? typed.contactDocumentType
        : null;
  return documentType === "resident-id"
    ? residentIdHint
    : registrationHints[place];
}

export function registrationId(place: RegistrationPlace): string {
  return `registration-${place}`;
}

export function focusRegistration(place: RegistrationPlace): void {
  const control = document.getElementById(registrationId(place));
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
