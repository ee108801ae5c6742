import { declaredSettings } from "../../src-shared/settings/declared-settings.ts";
import { call } from "../app/bridge.ts";
import { useSettings } from "../app/host-state.ts";
import { createAutosave, type Autosave } from "./autosave.ts";
import { createFilingForm, type FilingForm } from "./form-store.ts";
import type { OpenedFiling } from "./open-filing.ts";

export interface RunningForm {
  readonly form: FilingForm;
  readonly autosave: Autosave;
}

/** Joins one form to its autosave. */
export function startForm(filingId: string, opened: OpenedFiling): RunningForm {
  const restsOn = opened.detail?.contentDigest ?? null;
  const form = createFilingForm({
    content: opened.content,
    now: () => new Date(),
    onChange: () => autosave.changed(),
  });
  const autosave = createAutosave({
    keep: () =>
      call("drafts.keep", { filingId, content: form.content(), restsOn }),
    onState: (saving) => form.store.setState({ saving }),
    quietMs: () =>
      useSettings.getState()?.values.autosaveAfterMs ??
      declaredSettings.autosaveAfterMs.fallback,
    timers: {
      now: () => Date.now(),
      setTimeout: (action, ms) => window.setTimeout(action, ms),
      clearTimeout: (timer) => window.clearTimeout(timer as number | undefined),
    },
  });
  return { form, autosave };
}
