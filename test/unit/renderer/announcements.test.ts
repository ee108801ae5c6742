import { beforeEach, describe, expect, it } from "vitest";
import {
  announce,
  dismissAnnouncement,
  settleAnnouncement,
  useAnnouncement,
} from "../../../src-renderer/app/announcements.ts";

const shown = () => useAnnouncement.getState()?.sentence ?? null;

describe("the announcement line", () => {
  beforeEach(dismissAnnouncement);

  it("shows at the new place what was said on the way there", () => {
    announce("信息已保存，状态为待上报。");
    settleAnnouncement("#/filings");
    settleAnnouncement("#/filings");
    expect(shown()).toBe("信息已保存，状态为待上报。");
  });

  it("is gone once the clerk moves on", () => {
    announce("信息已保存，状态为待上报。");
    settleAnnouncement("#/filings");
    settleAnnouncement("#/");
    expect(shown()).toBeNull();
  });
});
