import {
  linkNames,
  type LinkName,
} from "../../src-shared/settings/settings-procedures.ts";
import { sideText } from "../text/session-text.ts";
import { call } from "./bridge.ts";
import { useSettings } from "./host-state.ts";

export interface OutsideNotices {
  readonly notices: readonly string[];
  readonly servicePhone: string;
  /** Those that IT has set; the others have their sentence instead. */
  readonly links: readonly LinkName[];
  readonly open: (name: LinkName) => Promise<unknown>;
}

/** Texts and links of the sign-in page: what IT has set, else what the manual says. */
export function useOutsideNotices(): OutsideNotices {
  const values = useSettings((settings) => settings?.values);
  const notices = values?.notices ?? [];
  const phone = values?.servicePhone ?? "";
  return {
    notices: notices.length > 0 ? notices : sideText.builtInNotices,
    servicePhone: phone === "" ? sideText.builtInPhone : phone,
    links: linkNames.filter((name) => (values?.[name] ?? "") !== ""),
    open: (name) => call("settings.open-link", { name }),
  };
}
