import { linkNames } from "../../src-shared/settings/settings-procedures.ts";
import { findSignInOrigin } from "../accounts/open-id/find-sign-in-origin.ts";
import type { Settings } from "../settings/create-settings.ts";
import type { HostPorts } from "./host-ports.ts";
import { openListedLink, type LinkList } from "./open-listed-link.ts";

export interface Links {
  readonly signInOrigin: LinkList["signInOrigin"];
  /** Throws `link-not-listed`. */
  readonly open: (address: string) => Promise<void>;
}

/** The list of what may be opened outside, as the settings of IT have it at the moment. */
export function joinLinks(
  { values }: Pick<Settings, "values">,
  ports: Pick<HostPorts, "openLink" | "fetch">,
): Links {
  const signInOrigin = async (): Promise<string | null> => {
    const { openIdIssuer } = values();
    return openIdIssuer === ""
      ? null
      : findSignInOrigin(openIdIssuer, ports.fetch);
  };
  const addresses = (): string[] => {
    const set = values();
    return linkNames.map((name) => set[name]).filter((url) => url !== "");
  };
  return {
    signInOrigin,
    open: openListedLink({ addresses, signInOrigin }, (url) =>
      ports.openLink(url),
    ),
  };
}
