import type { SettingValues } from "../../src-shared/settings/declared-settings.ts";

/** The way through the network as the settings want it; each host knows how to go it. */
export type ProxyChoice =
  | { readonly kind: "system" }
  | { readonly kind: "direct" }
  | {
      readonly kind: "manual";
      /** With scheme: `http://proxy.example.cn:8080`. */
      readonly address: string;
      readonly bypass: readonly string[];
    }
  | { readonly kind: "pac"; readonly url: string };

export interface ProxyChallenge {
  /** Host and port. */
  readonly proxy: string;
  readonly realm: string;
}

export interface ProxyCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Asked by the host when a proxy wants to know who goes through. `refused` are those that this request has tried
 * already. Null: nobody has said yet; the request fails, and the clerk is asked meanwhile.
 */
export type AnswerProxy = (
  challenge: ProxyChallenge,
  refused: ProxyCredentials | null,
) => ProxyCredentials | null;

/** A half-filled setting goes the system's way: a policy that names the mode alone must not cut the client off. */
export function proxyChoiceOf(
  values: Pick<
    SettingValues,
    "proxyMode" | "proxyAddress" | "proxyBypass" | "proxyPacUrl"
  >,
): ProxyChoice {
  const { proxyMode, proxyAddress, proxyBypass, proxyPacUrl } = values;
  if (proxyMode === "direct") return { kind: "direct" };
  if (proxyMode === "manual" && proxyAddress !== "")
    return {
      kind: "manual",
      address: /^[a-z0-9]+:\/\//i.test(proxyAddress)
        ? proxyAddress
        : `http://${proxyAddress}`,
      bypass: proxyBypass,
    };
  if (proxyMode === "pac" && proxyPacUrl !== "")
    return { kind: "pac", url: proxyPacUrl };
  return { kind: "system" };
}
