import type { SettingValues } from "../../src-shared/settings/declared-settings.ts";
import type { UpdateState } from "../../src-shared/updates/update-procedures.ts";

/** How this client came onto the machine, as the host finds it. */
export interface Installation {
  /** `setup`: our NSIS installer; `msi`: by IT's distribution; `none`: run from its sources. */
  readonly kind: "setup" | "msi" | "none";
  /** The publisher that an update must be signed by is known; without it nothing could be checked. */
  readonly isPublisherKnown: boolean;
  /** The user may become administrator, which a client for all users of a machine is installed by. */
  readonly mayElevate: boolean;
}

export type UpdateWay =
  | Extract<UpdateState["stage"], { kind: "off" }>
  | { readonly kind: "notify" | "install-on-quit" };

/** Policy decides first; an MSI is never replaced behind IT's back, and nobody is asked for a password they do not have. */
export function judgeUpdateWay(
  {
    updateMode,
    updateFeedUrl,
  }: Pick<SettingValues, "updateMode" | "updateFeedUrl">,
  installation: Installation | null,
): UpdateWay {
  if (updateMode === "off") return { kind: "off", reason: "by-policy" };
  if (updateFeedUrl === "") return { kind: "off", reason: "no-feed" };
  if (installation === null || installation.kind === "none")
    return { kind: "off", reason: "not-installed" };
  if (!installation.isPublisherKnown)
    return { kind: "off", reason: "not-signed" };
  return {
    kind:
      updateMode === "install-on-quit" &&
      installation.kind === "setup" &&
      installation.mayElevate
        ? "install-on-quit"
        : "notify",
  };
}
