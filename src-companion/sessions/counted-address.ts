import { isIPv6 } from "node:net";

/**
 * What tries are counted by. One IPv6 customer holds at least a /64 (RFC 6177) and would have a fresh address for
 * every try; an IPv4 address written as IPv6 is the IPv4 address.
 */
export function countedAddress(address: string): string {
  const [withoutZone = ""] = address.split("%");
  if (!isIPv6(withoutZone)) return address;
  const groups = groupsOf(withoutZone);
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff")
    return groups
      .slice(6)
      .flatMap((group) => {
        const value = Number.parseInt(group, 16);
        return [value >> 8, value & 0xff];
      })
      .join(".");
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** All eight, without leading zeros. */
function groupsOf(address: string): string[] {
  // The URL parser writes every spelling in one way, dotted endings included.
  const { hostname } = new URL(`http://[${address}]`);
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":")));
  const left = Array<string>(8 - head.length - tail.length).fill("0");
  return [...head, ...left, ...tail];
}
