import { describe, expect, it } from "vitest";
import {
  guidanceOf,
  readKeyAuthorityLine,
} from "../../../src-shared/usb-key/key-authority.ts";
import { keyAuthorities } from "../../../src-main/usb-key/key-authorities.ts";

const configured =
  "某省CA|某省, Some Province|8|请到政务服务大厅解锁。|请到政务服务大厅更新证书。";

describe("one line of IT's settings", () => {
  it.each([
    "",
    "某省CA|某省|8|解锁",
    "某省CA|某省|8|解锁|更新|多余",
    "某省CA||8|解锁|更新",
    "某省CA|某省|八|解锁|更新",
    "某省CA|某省|1|解锁|更新",
    "|某省|8|解锁|更新",
  ])("is refused where a part is missing or wrong: %j", (line) => {
    expect(readKeyAuthorityLine(line)).toBeNull();
  });
});

describe("how an authority's keys lock and unlock", () => {
  it.each([
    ["CN=CFCA ACS OCA31, O=China Financial Certification Authority, C=CN", 6],
    ["CN=国富安 CA, C=CN", 6],
    ["cn=beijing certificate authority", 10],
    ["CN=Nobody knows this one", 6],
  ])("is told by the issuer's name: %s", (issuer, locksAfter) => {
    expect(guidanceOf(issuer, keyAuthorities()).locksAfter).toBe(locksAfter);
  });

  it("comes from IT's configuration first", () => {
    const catalogue = keyAuthorities([configured, "CFCA|cfca|3|解锁|更新"]);
    expect([
      guidanceOf("CN=某省电子认证中心", catalogue),
      guidanceOf("CN=CFCA OCA1", catalogue).locksAfter,
    ]).toEqual([
      {
        locksAfter: 8,
        unlock: "请到政务服务大厅解锁。",
        renew: "请到政务服务大厅更新证书。",
      },
      3,
    ]);
  });
});
