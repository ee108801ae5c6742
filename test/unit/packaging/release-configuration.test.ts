import { describe, expect, it } from "vitest";
import { releaseConfiguration } from "../../../dev/packaging/release-configuration.ts";

const complete = {
  WINDOWS_PUBLISHER_NAME: "某某科技有限公司",
  UPDATE_FEED_URL: "https://updates.example.cn/used-car-filing",
  WIN_CSC_LINK: "signing.pfx",
};

describe("a release", () => {
  it("is signed under the publisher's name, which its updates are checked against", () => {
    expect(releaseConfiguration(complete)).toEqual({
      extends: "electron-builder.yml",
      forceCodeSigning: true,
      win: { signtoolOptions: { publisherName: "某某科技有限公司" } },
      publish: { provider: "generic", url: complete.UPDATE_FEED_URL },
    });
  });

  it.each(Object.keys(complete))("is not built without %s", (name) => {
    expect(() => releaseConfiguration({ ...complete, [name]: " " })).toThrow(
      name,
    );
  });
});
