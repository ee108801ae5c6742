import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { FilingForm, FormState } from "./form-store.ts";

export const FormContext = createContext<FilingForm | null>(null);

export function useForm(): FilingForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error("no form around this field");
  return form;
}

/** Draws again only when what is selected changes: a keystroke touches one field, not the form. */
export function useFormState<Selected>(
  select: (state: FormState) => Selected,
): Selected {
  return useStore(useForm().store, select);
}
