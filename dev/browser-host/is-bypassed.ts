import { BlockList, isIP } from "node:net";

/** Chromium's notation of addresses that go past the proxy: hosts, `*.example.cn`, `.example.cn`, ranges, `<local>`. */
export function isBypassed(
  hostname: string,
  rules: readonly string[],
): boolean {
  return rules.some((rule) => fits(hostname.toLowerCase(), rule.toLowerCase()));
}

function fits(hostname: string, rule: string): boolean {
  if (rule === "<local>") return !hostname.includes(".");
  const [network = "", bits] = rule.split("/");
  if (bits !== undefined && isIP(network) === 4 && isIP(hostname) === 4) {
    const list = new BlockList();
    list.addSubnet(network, Number(bits));
    return list.check(hostname);
  }
  const pattern = rule.startsWith(".") ? `*${rule}` : rule;
  const expression = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${expression}$`).test(hostname);
}
