import type { ProxyConfig } from "electron";
import type { ProxyChoice } from "../application/host-ports.ts";

/** The setting in Chromium's words. Loopback addresses never go through a proxy; that is Chromium's own rule. */
export function proxyConfigOf(choice: ProxyChoice): ProxyConfig {
  switch (choice.kind) {
    case "system":
      return { mode: "system" };
    case "direct":
      return { mode: "direct" };
    case "manual":
      return {
        mode: "fixed_servers",
        proxyRules: choice.address,
        proxyBypassRules: choice.bypass.join(","),
      };
    case "pac":
      return { mode: "pac_script", pacScript: choice.url };
  }
}
