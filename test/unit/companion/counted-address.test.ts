import { describe, expect, it } from "vitest";
import { countedAddress } from "../../../src-companion/sessions/counted-address.ts";

describe("the address that tries are counted by", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::ffff:c000:207", "192.0.2.7"],
    ["2001:db8:0:12::1", "2001:db8:0:12::/64"],
    ["2001:0DB8:0000:0012:ffff:ffff:ffff:ffff", "2001:db8:0:12::/64"],
    ["2001:db8:0:13::1", "2001:db8:0:13::/64"],
    ["2001:db8::", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["not an address", "not an address"],
  ])("%s → %s", (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});
